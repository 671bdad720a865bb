ALTER TABLE `customers` ADD `name_key` text;--> statement-breakpoint
CREATE INDEX `customers_by_tier` ON `customers` (`archived_at`,`tier`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `customers_by_name_key` ON `customers` (`name_key`);--> statement-breakpoint
UPDATE customers SET name_key = lower(replace(replace(name, ' ', ''), '　', ''));--> statement-breakpoint
-- Those who were known before the register could be searched: pairs of characters, whole words, the ends of the number.
INSERT INTO search_entries (subject, kind) SELECT id, 'customer' FROM customers WHERE true ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO register_search (rowid, grams)
WITH RECURSIVE texts (id, text) AS (SELECT id, lower(name || ' ' || coalesce(address, '')) FROM customers),
chars (id, text, nth) AS (
  SELECT id, text, 1 FROM texts UNION ALL SELECT id, text, nth + 1 FROM chars WHERE nth < length(text)
),
pairs (id, grams) AS (SELECT id, group_concat(substr(text, nth, 2), ' ' ORDER BY nth) FROM chars GROUP BY id)
SELECT search_entries.number, 'kindxcustomer ' || pairs.grams || ' ' || customers.name || ' ' || coalesce(customers.address, '') || ' ' ||
  customers.phone || ' ' || customers.phone_key || ' ' || substr(customers.phone_key, 3) || ' ' ||
  substr(customers.phone_key, -8) || ' ' || substr(customers.phone_key, -7) || ' ' || substr(customers.phone_key, -4)
FROM search_entries JOIN customers ON customers.id = search_entries.subject JOIN pairs ON pairs.id = customers.id
WHERE search_entries.number NOT IN (SELECT rowid FROM register_search);
