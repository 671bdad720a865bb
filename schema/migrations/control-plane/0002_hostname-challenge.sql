ALTER TABLE `hostnames` ADD `challenge` text;--> statement-breakpoint
ALTER TABLE `hostnames` ADD `added_at` integer;--> statement-breakpoint
CREATE INDEX `hostnames_by_tenant` ON `hostnames` (`tenant_id`);