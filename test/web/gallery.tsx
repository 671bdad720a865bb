import type { Child } from 'hono/jsx'
import { PublicLayout } from '#web/layout.tsx'
import { Badge, Banner } from '#web/ui/badge.tsx'
import { Actions, Button, ButtonLink } from '#web/ui/button.tsx'
import { Checkbox, Checkboxes, RadioCards } from '#web/ui/choice.tsx'
import { Card, EmptyState, Section } from '#web/ui/content.tsx'
import { Field, Select } from '#web/ui/field.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon, type IconName, iconNames } from '#web/ui/icon.tsx'
import { DayText, DueCountdown, Duration, FullMoment, Moment } from '#web/ui/moment.tsx'
import { Money } from '#web/ui/money.tsx'
import { Empty, RequestDetail, Requests } from './gallery-console.tsx'
import { type Look, now, timeZone } from './gallery-look.ts'
import { Company, Landing, Report, SignIn, Tracking } from './gallery-public.tsx'

export const screens: Record<string, (look: Look) => Child> = {
  components: (look) => <Components {...look} />,
  company: (look) => <Company {...look} />,
  report: (look) => <Report {...look} />,
  tracking: (look) => <Tracking {...look} />,
  requests: (look) => <Requests {...look} />,
  detail: (look) => <RequestDetail {...look} />,
  empty: (look) => <Empty {...look} />,
  'sign-in': (look) => <SignIn {...look} />,
  landing: (look) => <Landing {...look} />,
}

export const render = async (name: string, look: Look) => String(await screens[name]?.(look))

/** Every component that no sample screen shows, in English words in both languages. */
const Components = (look: Look) => {
  const { lang } = look
  const moment = { now, timeZone, lang }
  return (
    <PublicLayout {...look} title="Components" path="/" company={{ name: 'Components', accent: '#ffd400' }}>
      <h1>Components</h1>
      <Section title="Buttons">
        <Actions>
          <Button icon="check">Primary</Button>
          <Button kind="quiet">Quiet</Button>
          <Button kind="danger">Danger</Button>
          <ButtonLink kind="link" href="/">
            Link
          </ButtonLink>
          <Button disabled>Disabled</Button>
        </Actions>
      </Section>
      <Section title="Badges and banners">
        <div class="stack">
          <Actions>
            <Badge meaning="late">Late</Badge>
            <Badge meaning="soon">Due soon</Badge>
            <Badge meaning="fine">On time</Badge>
            <Badge>Closed</Badge>
            <Badge icon="pause">Waiting for parts</Badge>
          </Actions>
          <Banner>Plain to know.</Banner>
          <Banner kind="warn" title="This year’s holidays are not published yet">
            <p>Deadlines after 31 December are provisional.</p>
          </Banner>
          <Banner kind="error" title="The message was not sent">
            <p>It is kept; we try again in five minutes.</p>
          </Banner>
          <Banner kind="success">Saved.</Banner>
        </div>
      </Section>
      <Section title="Fields">
        <Form action="/">
          <Field
            lang={lang}
            name="a"
            label="Response within"
            type="number"
            unit="working hours"
            value="6"
            width="short"
          />
          <Field lang={lang} name="b" label="From" type="time" value="08:30" width="short" />
          <Field
            lang={lang}
            name="c"
            label="Web address"
            prefix="https://"
            value="hengtai"
            error="This is taken; please choose another."
          />
          <Select
            lang={lang}
            name="d"
            label="Role"
            value="agent"
            options={[{ value: 'agent', label: 'Agent' }]}
            error="Choose one."
          />
          <RadioCards
            lang={lang}
            name="e"
            label="Row"
            row
            value="1"
            options={[
              { value: '1', label: 'One' },
              { value: '2', label: 'Two' },
              { value: '3', label: 'Three' },
            ]}
          />
          <Checkboxes
            lang={lang}
            name="f"
            label="Days"
            chosen={['1', '2']}
            options={[
              { value: '1', label: 'Monday' },
              { value: '2', label: 'Tuesday' },
              { value: '3', label: 'Wednesday' },
            ]}
          />
          <Checkbox lang={lang} name="g" label="I have read it" checked error="Please confirm this." />
        </Form>
      </Section>
      <Section title="Times and money">
        <ul>
          {[-4000, -1500, 130, 1500, 4000, 100_000].map((minutes) => (
            <li>
              <Moment at={new Date(now.getTime() + minutes * 60_000)} {...moment} />
              {' · '}
              <DueCountdown dueAt={new Date(now.getTime() + minutes * 60_000)} now={now} lang={lang} />
            </li>
          ))}
          <li>
            <FullMoment at={now} timeZone={timeZone} lang={lang} />
            {' · '}
            <DayText on="2026-11-24" today="2026-11-23" lang={lang} />
            {' · '}
            <Duration minutes={95} lang={lang} />
            {' · '}
            <Money minor={128_050} currency="CNY" lang={lang} />
          </li>
        </ul>
      </Section>
      <Section title="Icons">
        <Actions>
          {iconNames.map((name: IconName) => (
            <Icon name={name} />
          ))}
        </Actions>
      </Section>
      <Section title="Nothing here">
        <EmptyState icon="lock" title="Only supervisors see this" text="Ask an owner for the permission to dispatch." />
        <Card title="Really separate">
          <p>A card.</p>
        </Card>
      </Section>
    </PublicLayout>
  )
}
