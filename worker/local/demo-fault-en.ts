import type { Clientele, Fault } from './demo-fault.ts'

const faults: readonly Fault[] = [
  {
    product: 'Espresso machine Duetto 2',
    serial: 'ED',
    said: [
      'Group two gives no pressure, the gauge stays at 3 bar. We open at seven and have a queue.',
      'Steam wand drips all day and the boiler refills every two minutes.',
    ],
    answer: 'Thank you for the details. Please switch group two off; an engineer brings a pump and gaskets.',
    solved: 'Rotary pump worn; replaced pump and group gasket, set to 9 bar, pulled ten shots without a drop.',
    part: 'rotary pump',
    note: 'Delivery entrance is in the yard, ask for the shift manager.',
  },
  {
    product: 'Combi oven CO-10 Pro',
    serial: 'CO',
    said: ['Oven stops with error E33 after ten minutes of steam.', 'Door no longer closes tightly, steam comes out.'],
    answer: 'No descaling is needed yet: E33 points to the level probe. We are sending somebody.',
    solved: 'Level probe scaled over; cleaned the probe and boiler, replaced the door seal, ran two full cycles.',
    part: 'door seal',
  },
  {
    product: 'Undercounter dishwasher GW-50',
    serial: 'GW',
    said: ['Glasses come out dirty and there is water left on the floor of the machine.', 'It beeps and shows F6.'],
    answer: 'Please clean the surface filter and try one short cycle; if it stays, we come.',
    solved: 'Drain pump blocked by a cocktail stick and burnt out; replaced the pump, rinse at 82 °C again.',
    part: 'drain pump',
  },
  {
    product: 'Walk-in cold room KR-8',
    serial: 'KR',
    said: ['Cold room is at 11 degrees and rising, full of meat for the weekend!', 'Evaporator is a block of ice.'],
    answer: 'We treat this as urgent. Keep the door shut; the engineer on duty is being sent now.',
    solved: 'Fan motor of the evaporator failed; replaced, defrosted, refilled; 3 °C after two hours.',
    part: 'evaporator fan motor',
  },
  {
    product: 'Ice maker IM-45',
    serial: 'IM',
    said: ['Ice maker makes hollow cubes and only half as many as last month.'],
    answer: 'That usually is the water filter or the inlet valve. We will bring both.',
    solved: 'Inlet valve and filter replaced, condenser cleaned; 42 kg a day measured.',
  },
  {
    product: 'Vacuum packer VP-320',
    serial: 'VP',
    said: ['Bags do not seal on the left side any more.', 'Pump is very loud and smells of oil.'],
    answer: 'Please stop using it until somebody has seen the pump; a loan machine can be arranged.',
    solved: 'Sealing wire and tape replaced, pump oil changed, 12 bags tested.',
    part: 'sealing bar',
  },
  {
    product: 'Induction range IR-4',
    serial: 'IR',
    said: ['Two of the four fields switch off by themselves after a minute.', 'Display shows U400 on the right side.'],
    answer: 'Please check that the vents at the back are free; we are sending an engineer in any case.',
    solved: 'Cooling fan clogged with grease; cleaned, power board of field two replaced.',
    part: 'power board',
  },
  {
    product: 'Planetary mixer PM-20',
    serial: 'PM',
    said: ['Mixer stops under load, third gear grinds.'],
    answer: 'Please use first gear only until the engineer is there.',
    solved: 'Gear set and belt replaced, greased, ran 8 kg of dough for twenty minutes.',
  },
  {
    product: 'Coffee grinder G-75',
    serial: 'GR',
    said: ['Grinder jams on every second dose.', 'Grind gets coarser during the day without anyone touching it.'],
    answer: 'We can solve that remotely in most cases; somebody calls you in a minute.',
    solved: 'Burrs past their life; customer changed them with us on the phone, recalibrated.',
  },
]

const streets = [
  ...['Torstraße', 'Kantstraße', 'Bergmannstraße', 'Schönhauser Allee', 'Oranienstraße', 'Karl-Marx-Straße'].map(
    (street) => ({ street, zone: 'local' }),
  ),
  ...['Potsdam, Brandenburger Straße', 'Oranienburg, Bernauer Straße', 'Bernau, Bürgermeisterstraße'].map((street) => ({
    street,
    zone: 'regional',
  })),
]

export const berlin: Clientele = {
  faults,
  families:
    'Becker Hoffmann Yılmaz Kowalski Nguyen Rossi Schäfer Okafor Lindgren Novak Moreau Haddad Petrov Walsh'.split(' '),
  givens: 'Jana Omar Lena Tomasz Minh Giulia Peter Ada Erik Marta Claire Samir Ivan Nora'.split(' '),
  nameOf: (family, given) => `${given} ${family}`,
  streets,
  addressOf: (street, house, flat) => `${street} ${house}, ${10_000 + ((flat * 37) % 4_000)}`,
  phoneOf: (nth) => `+49 30 23125 ${String(nth % 1_000).padStart(3, '0')}`,
  channels: ['web_form', 'web_form', 'phone', 'email'],
  followUps: [
    {
      asked: 'When will the engineer be here, roughly?',
      answered: 'Between two and three; he calls before he leaves.',
    },
    { asked: 'Is this still under guarantee?', answered: 'Yes: 24 months from delivery, labour and parts included.' },
    { asked: 'We close on Monday, does Tuesday work?', answered: 'Of course. Tuesday nine o’clock is booked for you.' },
  ],
  waitsForCustomer: ['Restaurant closed until Monday.', 'Waiting for the landlord to give access to the roof unit.'],
  cancels: ['Customer called: it works again after a restart.', 'Customer bought a new machine.'],
  reopens: ['The same error came back two days later.', 'Still drips, though less.'],
  spam: { name: 'SEO Team', text: 'We put your website on page one of every search engine. Reply for a free offer.' },
}
