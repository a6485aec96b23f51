-- SPDX-FileCopyrightText: Clickscope contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN TRANSACTION;
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    at INTEGER NOT NULL,                -- microseconds, UTC
    text TEXT NOT NULL
);
INSERT INTO "annotation" VALUES(1,'shop',1763733600000000,'Spring sale');
CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,          -- FNV-1a 64 of the UTF-8 text; finds a text without storing it twice
    text TEXT NOT NULL
);
INSERT INTO "dictionary" VALUES(1,-5236925488531002481,'https://shop.example/');
INSERT INTO "dictionary" VALUES(2,8894955839509194612,'?utm_source=news&utm_medium=email&utm_campaign=May');
INSERT INTO "dictionary" VALUES(3,7690772504849158478,'Home');
INSERT INTO "dictionary" VALUES(4,-3935872503163506162,'https://www.google.com/');
INSERT INTO "dictionary" VALUES(5,-3317940050032718233,'Email');
INSERT INTO "dictionary" VALUES(6,-2987892870847376971,'newsemailMay');
INSERT INTO "dictionary" VALUES(7,-8306574945854653172,'DesktopWindows10Chrome120');
INSERT INTO "dictionary" VALUES(8,5604615530720223857,'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36');
INSERT INTO "dictionary" VALUES(9,2592807138247214958,'1920x1080');
INSERT INTO "dictionary" VALUES(10,-8789703248303107014,'de-DE');
INSERT INTO "dictionary" VALUES(11,-1924906508613950170,'news');
INSERT INTO "dictionary" VALUES(12,-7584692328205526469,'https://www.shop.example/b%C3%BCcher');
INSERT INTO "dictionary" VALUES(13,8194183113388359910,'?page=2#top');
INSERT INTO "dictionary" VALUES(14,974612047075733362,'Bücher');
INSERT INTO "dictionary" VALUES(15,530200283590494684,'Direct');
INSERT INTO "dictionary" VALUES(16,3249016788658582415,'https://shop.example/join');
INSERT INTO "dictionary" VALUES(17,5803927774592936137,'signup');
INSERT INTO "dictionary" VALUES(18,5548612917715355880,'MobileiOS17.2Safari17.2');
INSERT INTO "dictionary" VALUES(19,5315996782643042202,'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1');
INSERT INTO "dictionary" VALUES(20,1054275418396407391,'https://docs.example/Guide/');
INSERT INTO "dictionary" VALUES(21,2615043668854993818,'android-app://com.slack/');
INSERT INTO "dictionary" VALUES(22,-1784452619352896494,'Social');
INSERT INTO "dictionary" VALUES(23,1442111794849819141,'ann@example.com');
INSERT INTO "dictionary" VALUES(24,-235868043350638712,'slack.com');
INSERT INTO "dictionary" VALUES(25,8803938642578450730,'https://docs.example/guide');
INSERT INTO "dictionary" VALUES(26,-2101388738435979040,'Internal');
INSERT INTO "dictionary" VALUES(27,822604928857131080,'Googlebot2.1');
INSERT INTO "dictionary" VALUES(28,-3688279671307800897,'Googlebot/2.1 (+http://www.google.com/bot.html)');
INSERT INTO "dictionary" VALUES(29,-126062254637342378,'crawlercrawler-user-agents: "Googlebot\/" (search-engine)90');
INSERT INTO "dictionary" VALUES(30,-1462294059276689228,'https://shop.example/sale');
INSERT INTO "dictionary" VALUES(31,618463229101696779,'go');
INSERT INTO "dictionary" VALUES(32,-1304373655446174663,'https://docs.example/mail');
INSERT INTO "dictionary" VALUES(33,5325336885877832462,'Mail');
INSERT INTO "dictionary" VALUES(34,-6642824992931501429,'https://docs.example/s');
INSERT INTO "dictionary" VALUES(35,1544136696131661043,'?q=1');
INSERT INTO "dictionary" VALUES(36,-8681424404358205623,'https://t.co/abc');
INSERT INTO "dictionary" VALUES(37,619330743776166033,'fr');
INSERT INTO "dictionary" VALUES(38,-1942381571179401912,'x.com');
INSERT INTO "dictionary" VALUES(39,314427295420177462,'https://shop.example/ts');
INSERT INTO "dictionary" VALUES(40,663468439058735856,'TS');
INSERT INTO "dictionary" VALUES(41,3910059952909105137,'https://www.bing.com/');
INSERT INTO "dictionary" VALUES(42,6742627451200520393,'Search');
INSERT INTO "dictionary" VALUES(43,8337191328902416593,'1280x720');
INSERT INTO "dictionary" VALUES(44,2805084262630997268,'bing.com');
CREATE TABLE goal (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    target INTEGER NOT NULL,            -- numbers of core/types/goal.h
    match INTEGER NOT NULL,
    pattern TEXT NOT NULL,
    worth INTEGER NOT NULL,
    fixed_value REAL NOT NULL,
    value_key TEXT NOT NULL,
    currency TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "goal" VALUES('goal_f7b7033121a5','shop','Signup',1,0,'signup',0,0.0,'','');
CREATE TABLE hit (
    seq INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    lag INTEGER,                    -- received - event time, when they differ
    site INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    source INTEGER NOT NULL,        -- protocol + 16 * network class + 128 * identity rung
    page INTEGER NOT NULL,          -- origin and path of the URL
    query INTEGER,                  -- '?' and everything behind it, or '#' and its fragment
    title INTEGER,
    referrer INTEGER,
    channel INTEGER,
    campaign INTEGER,               -- five texts joined by U+001F
    visitor INTEGER NOT NULL,       -- 64-bit visitor id, 0 = anonymous
    identity INTEGER,               -- explicit id, when the visitor is one
    visit INTEGER NOT NULL,
    place INTEGER,                  -- country, region, city joined by U+001F
    client INTEGER,                 -- device, os, os version, browser, browser version joined by U+001F
    agent INTEGER,
    screen INTEGER,
    language INTEGER,
    event INTEGER,
    value REAL,
    link INTEGER,
    bot INTEGER,                    -- category and reason joined by U+001F; NULL = human
    props TEXT
, origin INTEGER);
INSERT INTO "hit" VALUES(1,1795962780695369,NULL,1,0,4496,1,2,3,4,5,6,6915029323619898284,NULL,363565814830730626,NULL,7,8,9,10,NULL,NULL,NULL,NULL,NULL,11);
INSERT INTO "hit" VALUES(2,1795962780979171,NULL,1,0,4496,12,13,14,NULL,15,NULL,6915029323619898284,NULL,363565814830730626,NULL,7,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "hit" VALUES(3,1795962780979194,NULL,1,2,4496,16,NULL,NULL,NULL,15,NULL,6915029323619898284,NULL,363565814830730626,NULL,7,8,NULL,NULL,17,12.5,NULL,NULL,'{"plan":"pro","seats":3}',NULL);
INSERT INTO "hit" VALUES(4,1795962780994527,NULL,1,3,4496,1,NULL,NULL,NULL,15,NULL,-31655492659864553,NULL,-3300643797631032868,NULL,18,19,NULL,NULL,NULL,NULL,NULL,NULL,'{"url":"https://partner.example/x"}',NULL);
INSERT INTO "hit" VALUES(5,1795962781010691,NULL,2,0,4240,20,NULL,NULL,21,22,NULL,8202450611648205453,23,4518745770599113192,NULL,18,19,NULL,NULL,NULL,NULL,NULL,NULL,NULL,24);
INSERT INTO "hit" VALUES(6,1795962781018074,NULL,2,0,4496,25,NULL,NULL,20,26,NULL,7894040612550115574,NULL,6803297169584665685,NULL,27,28,NULL,NULL,NULL,NULL,NULL,29,NULL,NULL);
INSERT INTO "hit" VALUES(7,1795962781025447,NULL,1,1,4500,30,NULL,NULL,NULL,15,NULL,-31655492659864553,NULL,-3300643797631032868,NULL,18,19,NULL,NULL,NULL,NULL,31,NULL,NULL,NULL);
INSERT INTO "hit" VALUES(8,1795962781031809,NULL,2,0,4497,32,NULL,33,NULL,15,NULL,-272428623595211721,NULL,8676159957018197404,NULL,7,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "hit" VALUES(9,1795962781038592,NULL,2,0,4498,34,35,NULL,36,22,NULL,-6947171336276600149,NULL,210779371734931990,NULL,18,19,NULL,37,NULL,NULL,NULL,NULL,NULL,38);
INSERT INTO "hit" VALUES(10,1795962781045277,NULL,1,0,4499,39,NULL,40,41,42,NULL,6915029323619898284,NULL,363565814830730626,NULL,7,8,43,NULL,NULL,NULL,NULL,NULL,NULL,44);
CREATE TABLE hit_block (
    site INTEGER NOT NULL,
    block INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    humans INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    PRIMARY KEY (site, block)
) WITHOUT ROWID;
INSERT INTO "hit_block" VALUES(1,0,6,6,1795962780695369,1795962781045277);
INSERT INTO "hit_block" VALUES(2,0,4,3,1795962781010691,1795962781038592);
CREATE TABLE ledger (
    minute INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    received INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (minute, protocol)
) WITHOUT ROWID;
INSERT INTO "ledger" VALUES(29932713,0,8,6,2,0);
INSERT INTO "ledger" VALUES(29932713,1,1,1,0,0);
INSERT INTO "ledger" VALUES(29932713,2,1,1,0,0);
INSERT INTO "ledger" VALUES(29932713,3,1,1,0,0);
INSERT INTO "ledger" VALUES(29932713,4,1,1,0,0);
CREATE TABLE link (
    code TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    name TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "link" VALUES('go','https://shop.example/sale','shop','Sale');
CREATE TABLE rejection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    outcome INTEGER NOT NULL,       -- 0 rejected, 1 refused
    count INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    site TEXT NOT NULL,
    source TEXT NOT NULL,
    excerpt TEXT NOT NULL
);
INSERT INTO "rejection" VALUES(1,1795962781051876,0,0,1,'unknown_site','No site is named nowhere; add it with: clickscope site add nowhere','nowhere','loopback','{"site":"nowhere","url":"https://x.example/?token=secret"}');
INSERT INTO "rejection" VALUES(2,1795962781058207,0,0,1,'origin_not_allowed','The page''s host is not among the site''s allowed hosts; add it to the site.','shop','loopback','{"site":"shop","url":"https://evil.example/"}');
CREATE TABLE salt (
    day INTEGER PRIMARY KEY,        -- UTC day number
    salt BLOB NOT NULL
);
INSERT INTO "salt" VALUES(20000,X'5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A');
CREATE TABLE segment (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    site INTEGER NOT NULL,
    day INTEGER NOT NULL,
    format INTEGER NOT NULL,
    through INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0,   -- a verdict about one of its hits is another now
    UNIQUE (site, day)
);
CREATE TABLE segment_epoch (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    verdicts INTEGER NOT NULL
);
INSERT INTO "segment_epoch" VALUES(1,0,0);
CREATE TABLE segment_part (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
);
CREATE TABLE segment_value (
    dimension INTEGER NOT NULL,     -- a number of core/analytics/column.h
    code INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (dimension, code)
) WITHOUT ROWID;
CREATE TABLE site (
    num INTEGER PRIMARY KEY,        -- what hits refer to; never reused
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    domains TEXT NOT NULL,          -- one per line
    timezone TEXT NOT NULL,
    consent INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
, bot_mode INTEGER NOT NULL DEFAULT 0, bot_rules TEXT NOT NULL DEFAULT '');
INSERT INTO "site" VALUES(1,'shop','The shop','shop.example
*.shop.example','Europe/Berlin',0,0,0,'');
INSERT INTO "site" VALUES(2,'docs','','','UTC',0,0,0,'');
CREATE TABLE token (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE       -- SHA-256 of the token; the token itself is shown once
) WITHOUT ROWID;
INSERT INTO "token" VALUES('reader',X'C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0');
CREATE INDEX dictionary_hash ON dictionary (hash);
CREATE INDEX hit_link ON hit (link) WHERE link IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('rejection',2);
COMMIT;
PRAGMA user_version=3;
