CREATE TABLE `policy_acknowledgements` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`member_id` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_acknowledgements_once` ON `policy_acknowledgements` (`version_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `policy_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`consultation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`clause_key` text,
	`body` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `policy_comments_by_consultation` ON `policy_comments` (`consultation_id`,`at`);--> statement-breakpoint
CREATE INDEX `policy_comments_by_member` ON `policy_comments` (`member_id`,`consultation_id`);--> statement-breakpoint
CREATE TABLE `policy_consultations` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`until_on` text NOT NULL,
	`invitation` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`outcome` text,
	`conclusion` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `policy_consultations_by_version` ON `policy_consultations` (`version_id`,`opened_at`);