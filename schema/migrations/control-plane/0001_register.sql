CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`body` text NOT NULL,
	`attempts` integer NOT NULL,
	`at` integer NOT NULL,
	`seen_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `dead_letters_by_time` ON `dead_letters` (`seen_at`,`at`);--> statement-breakpoint
ALTER TABLE `notices` ADD `kind` text DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `content` text DEFAULT 'service' NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `lead` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `ends_on` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `recipient_id` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `customer_id` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `member_id` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `channel_id` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `why` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `is_late` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `notices` ADD `because` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `digest_key` text;--> statement-breakpoint
ALTER TABLE `notices` ADD `settled_by` text;--> statement-breakpoint
CREATE INDEX `notices_by_due` ON `notices` (`due_at`,`key`);--> statement-breakpoint
CREATE INDEX `notices_by_customer` ON `notices` (`customer_id`,`due_at`);--> statement-breakpoint
CREATE INDEX `notices_by_digest` ON `notices` (`digest_key`);--> statement-breakpoint
ALTER TABLE `tenants` ADD `restored_at` integer;
