ALTER TABLE `channels` ADD `feedback_hash` text;--> statement-breakpoint
ALTER TABLE `channels` ADD `feedback_made_at` integer;--> statement-breakpoint
ALTER TABLE `channels` ADD `feedback_at` integer;--> statement-breakpoint
CREATE INDEX `channels_by_feedback` ON `channels` (`feedback_hash`);