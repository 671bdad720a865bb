CREATE TABLE `calendar_days` (
	`day` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`intervals` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `companies` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`region` text,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`languages` text NOT NULL,
	`pack_id` text NOT NULL,
	`phone` text,
	`email` text,
	`address` text,
	`accent` text,
	`logo_key` text,
	`show_hours` integer DEFAULT true NOT NULL,
	`second_factor_required` integer DEFAULT false NOT NULL,
	`checklist` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`phone_key` text NOT NULL,
	`email` text,
	`address` text,
	`zone` text,
	`tier` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `customers_by_phone` ON `customers` (`phone_key`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`clause_key` text NOT NULL,
	`clause_number` integer NOT NULL,
	`policy_version_id` text NOT NULL,
	`inputs` text NOT NULL,
	`result` text NOT NULL,
	`steps` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `decisions_by_subject` ON `decisions` (`subject`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`detail` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_by_time` ON `events` (`at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_once` ON `events` (`subject`,`version`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`content_hash` text NOT NULL,
	`subject_id` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_time` ON `idempotency_keys` (`at`);--> statement-breakpoint
CREATE TABLE `identity` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`position` text,
	`lang` text NOT NULL,
	`password_hash` text,
	`email_verified_at` integer,
	`totp_secret` text,
	`totp_enabled_at` integer,
	`totp_step` integer,
	`disabled_at` integer,
	`joined_at` integer,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `members_email` ON `members` (`email`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`used_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `recovery_codes_by_member` ON `recovery_codes` (`member_id`);--> statement-breakpoint
CREATE TABLE `photos` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text,
	`request_id` text,
	`message_id` text,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `photos_key` ON `photos` (`key`);--> statement-breakpoint
CREATE INDEX `photos_by_draft` ON `photos` (`draft_id`);--> statement-breakpoint
CREATE INDEX `photos_by_request` ON `photos` (`request_id`);--> statement-breakpoint
CREATE INDEX `photos_by_expiry` ON `photos` (`expires_at`);--> statement-breakpoint
CREATE TABLE `clauses` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`position` integer NOT NULL,
	`key` text NOT NULL,
	`chapter` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`rules` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `clauses_key` ON `clauses` (`version_id`,`key`);--> statement-breakpoint
CREATE INDEX `clauses_in_order` ON `clauses` (`version_id`,`position`);--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`policy` text NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`based_on` text,
	`effective_from` integer,
	`trial_until` integer,
	`published_at` integer,
	`published_by` text,
	`note` text,
	`findings` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_versions_number` ON `policy_versions` (`policy`,`number`);--> statement-breakpoint
CREATE INDEX `policy_versions_in_force` ON `policy_versions` (`policy`,`status`,`effective_from`);--> statement-breakpoint
CREATE TABLE `clocks` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`started_at` integer NOT NULL,
	`allowance` text NOT NULL,
	`due_at` integer,
	`provisional` integer DEFAULT false NOT NULL,
	`appointment_at` integer,
	`appointment_mode` text,
	`stopped_at` integer,
	`outcome` text,
	`clause_key` text NOT NULL,
	`clause_number` integer NOT NULL,
	`policy_version_id` text NOT NULL,
	`decision_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `clocks_once` ON `clocks` (`request_id`,`kind`,`round`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`member_id` text,
	`body` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `messages_by_request` ON `messages` (`request_id`,`at`);--> statement-breakpoint
CREATE TABLE `pauses` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`from_at` integer NOT NULL,
	`until_at` integer,
	`by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `pauses_by_request` ON `pauses` (`request_id`,`from_at`);--> statement-breakpoint
CREATE TABLE `service_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`standing` text DEFAULT 'accepted' NOT NULL,
	`held_because` text,
	`channel` text NOT NULL,
	`type` text NOT NULL,
	`customer_id` text,
	`reporter_name` text NOT NULL,
	`reporter_phone` text NOT NULL,
	`phone_key` text NOT NULL,
	`reporter_email` text,
	`address` text,
	`zone` text,
	`product` text,
	`serial_number` text,
	`description` text NOT NULL,
	`urgency` text NOT NULL,
	`impact` text DEFAULT 'one' NOT NULL,
	`priority` text NOT NULL,
	`on_site` integer DEFAULT false NOT NULL,
	`wished_at` integer,
	`lang` text NOT NULL,
	`policy_version_id` text NOT NULL,
	`assignee_id` text,
	`tracking_hash` text NOT NULL,
	`duplicate_key` text NOT NULL,
	`consented_to_export` integer DEFAULT false NOT NULL,
	`received_at` integer NOT NULL,
	`unanswered_since` integer,
	`first_responded_at` integer,
	`arrived_at` integer,
	`resolved_at` integer,
	`confirmed_at` integer,
	`closed_at` integer,
	`cancelled_at` integer,
	`paused_since` integer,
	`open` integer DEFAULT true NOT NULL,
	`next_due_at` integer NOT NULL,
	`next_due_kind` text,
	`resolution` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `service_requests_number` ON `service_requests` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `service_requests_tracking` ON `service_requests` (`tracking_hash`);--> statement-breakpoint
CREATE INDEX `service_requests_by_due` ON `service_requests` (`standing`,`open`,`next_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `service_requests_by_status` ON `service_requests` (`standing`,`status`,`next_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `service_requests_by_assignee` ON `service_requests` (`standing`,`open`,`assignee_id`,`next_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `service_requests_by_phone` ON `service_requests` (`phone_key`,`received_at`);--> statement-breakpoint
CREATE INDEX `service_requests_by_duplicate` ON `service_requests` (`duplicate_key`,`received_at`);--> statement-breakpoint
CREATE TABLE `links` (
	`hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`purpose` text NOT NULL,
	`member_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `links_by_member` ON `links` (`member_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `links_by_expiry` ON `links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`proved_at` integer NOT NULL,
	`device` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_by_member` ON `sessions` (`member_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `work_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`request_id` text NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`dispatched_at` integer NOT NULL,
	`arrived_at` integer,
	`finished_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `work_orders_by_request` ON `work_orders` (`request_id`);--> statement-breakpoint
CREATE INDEX `work_orders_by_member` ON `work_orders` (`member_id`,`status`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `attempts_by_expiry` ON `attempts` (`expires_at`);--> statement-breakpoint
CREATE TABLE `notices` (
	`key` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`template` text NOT NULL,
	`lang` text NOT NULL,
	`data` text NOT NULL,
	`sealed` text,
	`subject` text NOT NULL,
	`state` text DEFAULT 'planned' NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer,
	`attempt` integer DEFAULT 0 NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`provider_id` text,
	`failure` text,
	`created_at` integer NOT NULL,
	`sent_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `notices_by_state` ON `notices` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `notices_by_subject` ON `notices` (`subject`);