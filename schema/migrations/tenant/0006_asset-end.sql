CREATE TABLE `warranty_sweeps` (
	`stamp` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `asset_repairs_away` ON `asset_repairs` (`asset_id`) WHERE "asset_repairs"."until_on" is null and "asset_repairs"."kind" = 'repair';--> statement-breakpoint
CREATE INDEX `assets_by_name` ON `assets` (`removed_at`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `assets_by_replaced` ON `assets` (`replaces_asset_id`);--> statement-breakpoint
CREATE INDEX `assets_undecided` ON `assets` (`id`) WHERE "assets"."warranty_decision_id" is null and "assets"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `contracts_by_day` ON `contracts` (`removed_at`,`ends_on`,`id`);