CREATE TABLE `hostnames` (
	`hostname` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`verified_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `member_addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`email_hash` text NOT NULL,
	`tenant_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `member_addresses_once` ON `member_addresses` (`email_hash`,`tenant_id`);--> statement-breakpoint
CREATE TABLE `sign_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`idempotency_key` text NOT NULL,
	`tenant_id` text NOT NULL,
	`slug` text NOT NULL,
	`step` text NOT NULL,
	`details` text NOT NULL,
	`owner` text,
	`attempt` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`failure` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ups_key` ON `sign_ups` (`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ups_tenant` ON `sign_ups` (`tenant_id`);--> statement-breakpoint
CREATE INDEX `sign_ups_unfinished` ON `sign_ups` (`finished_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `slug_tombstones` (
	`slug` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`database_name` text NOT NULL,
	`database_url` text,
	`sealed_token` text,
	`schema_version` text,
	`generation` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`suspended_at` integer,
	`next_due_at` integer,
	`has_schedule` integer DEFAULT false NOT NULL,
	`swept_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_slug` ON `tenants` (`slug`);--> statement-breakpoint
CREATE INDEX `tenants_due` ON `tenants` (`status`,`next_due_at`);--> statement-breakpoint
CREATE INDEX `tenants_swept` ON `tenants` (`status`,`has_schedule`,`swept_at`);--> statement-breakpoint
CREATE TABLE `ticks` (
	`name` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
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