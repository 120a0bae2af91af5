CREATE TABLE `posts` (
	`id` integer PRIMARY KEY NOT NULL,
	`author` integer,
	`title` text NOT NULL,
	FOREIGN KEY (`author`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `some_values` (
	`id` integer PRIMARY KEY NOT NULL,
	`bytes` blob,
	`big` blob,
	`number` real,
	`json` text
);
--> statement-breakpoint
ALTER TABLE `some_values` ADD `at` integer;
