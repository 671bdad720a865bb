CREATE TABLE `asset_readings` (
	`id` text PRIMARY KEY NOT NULL,
	`asset_id` text NOT NULL,
	`on_day` text NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `asset_readings_once` ON `asset_readings` (`asset_id`,`unit`,`on_day`);--> statement-breakpoint
CREATE TABLE `asset_repairs` (
	`id` text PRIMARY KEY NOT NULL,
	`asset_id` text NOT NULL,
	`request_id` text,
	`component` text,
	`kind` text NOT NULL,
	`fault` text,
	`from_on` text NOT NULL,
	`until_on` text,
	`note` text,
	`at` integer NOT NULL,
	`by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `asset_repairs_by_asset` ON `asset_repairs` (`asset_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `assets` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`customer_id` text NOT NULL,
	`site_id` text,
	`product_id` text,
	`name` text NOT NULL,
	`serial_number` text,
	`serial_key` text,
	`parent_asset_id` text,
	`status` text DEFAULT 'in_use' NOT NULL,
	`manufactured_on` text,
	`invoice_on` text,
	`delivered_on` text,
	`installed_on` text,
	`commissioned_on` text,
	`accepted_on` text,
	`installed_by_us` integer DEFAULT false NOT NULL,
	`agreed_months` integer,
	`replaces_asset_id` text,
	`warranty_ends_on` text,
	`warranty_decision_id` text,
	`notices_from` text,
	`label_hash` text,
	`note` text,
	`removed_at` integer,
	`import_id` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `assets_serial` ON `assets` (`serial_key`) WHERE "assets"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `assets_label` ON `assets` (`label_hash`);--> statement-breakpoint
CREATE INDEX `assets_by_customer` ON `assets` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `assets_by_warranty_end` ON `assets` (`removed_at`,`warranty_ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `assets_by_product` ON `assets` (`product_id`,`id`);--> statement-breakpoint
CREATE INDEX `assets_by_parent` ON `assets` (`parent_asset_id`);--> statement-breakpoint
CREATE INDEX `assets_by_import` ON `assets` (`import_id`);--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `calendar_feeds_by_member` ON `calendar_feeds` (`member_id`);--> statement-breakpoint
CREATE TABLE `channels` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`provider` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`sealed` text,
	`topics` text NOT NULL,
	`per_minute` integer NOT NULL,
	`counted_minute` integer DEFAULT 0 NOT NULL,
	`counted_messages` integer DEFAULT 0 NOT NULL,
	`failures_in_a_row` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`last_failure` text,
	`last_sent_at` integer,
	`disabled_at` integer,
	`disabled_because` text,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `channels_in_use` ON `channels` (`removed_at`,`provider`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`customer_id` text,
	`granted_at` integer NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`withdrawn_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `consents_by_address` ON `consents` (`channel`,`address`);--> statement-breakpoint
CREATE INDEX `consents_by_customer` ON `consents` (`customer_id`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`scope` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`channel`, `address`, `scope`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `contract_assets` (
	`contract_id` text NOT NULL,
	`asset_id` text NOT NULL,
	PRIMARY KEY(`contract_id`, `asset_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `contract_assets_by_asset` ON `contract_assets` (`asset_id`);--> statement-breakpoint
CREATE TABLE `contracts` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`number` text NOT NULL,
	`customer_id` text NOT NULL,
	`title` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`price_minor` integer,
	`currency` text,
	`visits` integer,
	`visits_used` integer DEFAULT 0 NOT NULL,
	`covers` text NOT NULL,
	`excluded` text DEFAULT '[]' NOT NULL,
	`covers_all_assets` integer DEFAULT false NOT NULL,
	`auto_renew` integer DEFAULT false NOT NULL,
	`auto_renew_notice_days` integer,
	`previous_contract_id` text,
	`cancelled_on` text,
	`cancelled_because` text,
	`owner_id` text,
	`note` text,
	`notices_from` text,
	`removed_at` integer,
	`import_id` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `contracts_number` ON `contracts` (`number`);--> statement-breakpoint
CREATE INDEX `contracts_by_customer` ON `contracts` (`customer_id`,`ends_on`);--> statement-breakpoint
CREATE INDEX `contracts_by_end` ON `contracts` (`removed_at`,`status`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `contracts_by_previous` ON `contracts` (`previous_contract_id`);--> statement-breakpoint
CREATE INDEX `contracts_by_import` ON `contracts` (`import_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`duty` text,
	`phone` text NOT NULL,
	`phone_key` text NOT NULL,
	`email` text,
	`lang` text,
	`is_notified` integer DEFAULT true NOT NULL,
	`removed_at` integer,
	`import_id` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `contacts_by_customer` ON `contacts` (`customer_id`);--> statement-breakpoint
CREATE INDEX `contacts_by_phone` ON `contacts` (`phone_key`);--> statement-breakpoint
CREATE INDEX `contacts_by_import` ON `contacts` (`import_id`);--> statement-breakpoint
CREATE TABLE `customer_merges` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`merged_id` text NOT NULL,
	`moved` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`undone_at` integer,
	`undo_until` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `customer_merges_by_kept` ON `customer_merges` (`kept_id`,`at`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`zone` text,
	`time_zone` text,
	`removed_at` integer,
	`import_id` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sites_by_customer` ON `sites` (`customer_id`);--> statement-breakpoint
CREATE INDEX `sites_by_import` ON `sites` (`import_id`);--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`import_id` text NOT NULL,
	`nth` integer NOT NULL,
	`first_row` integer NOT NULL,
	`cells` text NOT NULL,
	`verdicts` text,
	PRIMARY KEY(`import_id`, `nth`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`kind` text NOT NULL,
	`header_hash` text NOT NULL,
	`mapping` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`kind`, `header_hash`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`file_name` text NOT NULL,
	`header` text NOT NULL,
	`mapping` text NOT NULL,
	`rows` integer NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`good` integer DEFAULT 0 NOT NULL,
	`bad` integer DEFAULT 0 NOT NULL,
	`written` integer DEFAULT 0 NOT NULL,
	`notices_from` text,
	`failure` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`finished_at` integer,
	`undone_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_by_time` ON `imports` (`created_at`);--> statement-breakpoint
CREATE INDEX `imports_at_work` ON `imports` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`model` text,
	`model_key` text NOT NULL,
	`warranty_scope` text DEFAULT 'product' NOT NULL,
	`category` text,
	`is_consumer_goods` integer DEFAULT false NOT NULL,
	`components` text NOT NULL,
	`archived_at` integer,
	`import_id` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `products_model` ON `products` (`model_key`) WHERE "products"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `products_by_name` ON `products` (`archived_at`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_import` ON `products` (`import_id`);--> statement-breakpoint
CREATE TABLE `decision_differences` (
	`decision_id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`stored` text NOT NULL,
	`computed` text NOT NULL,
	`found_at` integer NOT NULL,
	`seen_at` integer,
	`seen_by` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `decision_differences_unseen` ON `decision_differences` (`seen_at`,`found_at`);--> statement-breakpoint
CREATE TABLE `plannings` (
	`kind` text PRIMARY KEY NOT NULL,
	`planned_at` integer NOT NULL,
	`changed_at` integer,
	`next_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `recomputations` (
	`on_day` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL,
	`checked` integer NOT NULL,
	`differing` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `renewals` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`ends_on` text NOT NULL,
	`stage` text DEFAULT 'told' NOT NULL,
	`owner_id` text,
	`answer` text,
	`answered_at` integer,
	`quoted_minor` integer,
	`currency` text,
	`lost_because` text,
	`next_contract_id` text,
	`follow_up_on` text,
	`note` text,
	`link_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `renewals_once` ON `renewals` (`subject_id`,`ends_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `renewals_link` ON `renewals` (`link_hash`);--> statement-breakpoint
CREATE INDEX `renewals_by_stage` ON `renewals` (`stage`,`ends_on`,`id`);--> statement-breakpoint
CREATE INDEX `renewals_by_owner` ON `renewals` (`owner_id`,`stage`,`follow_up_on`);--> statement-breakpoint
CREATE INDEX `renewals_by_customer` ON `renewals` (`customer_id`);--> statement-breakpoint
CREATE INDEX `renewals_by_end` ON `renewals` (`ends_on`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_subject_unique` ON `search_entries` (`subject`);--> statement-breakpoint
CREATE INDEX `search_entries_by_kind` ON `search_entries` (`kind`,`number`);--> statement-breakpoint
ALTER TABLE `companies` ADD `notices_from` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `kind` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `lang` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `owner_id` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `note` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `import_id` text;--> statement-breakpoint
CREATE INDEX `customers_by_name` ON `customers` (`archived_at`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `customers_by_import` ON `customers` (`import_id`);--> statement-breakpoint
ALTER TABLE `service_requests` ADD `asset_id` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `site_id` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `component` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `cause` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `cause_known_at` integer;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `coverage` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `coverage_decision_id` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `coverage_overridden_by` text;--> statement-breakpoint
ALTER TABLE `service_requests` ADD `coverage_overridden_because` text;--> statement-breakpoint
CREATE INDEX `service_requests_by_customer` ON `service_requests` (`customer_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `service_requests_by_asset` ON `service_requests` (`asset_id`,`received_at`);--> statement-breakpoint
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
-- Bigrams of Chinese and words of other scripts; rowid is `search_entries.number`. Contentless: the text is kept once.
CREATE VIRTUAL TABLE `register_search` USING fts5(grams, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
