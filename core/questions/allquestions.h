// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class CollectorControl;
class HitQuestions;
class LinkQuestions;
class RejectionQuestions;
class SiteQuestions;
class StatsQuestions;
class StoreQuestions;
class TokenQuestions;

/// All questions of the windows, by subject. The referenced objects must outlive this one.
struct AllQuestions
{
    HitQuestions &hits;
    StatsQuestions &stats;
    SiteQuestions &sites;
    RejectionQuestions &rejections;
    CollectorControl &collector;
    StoreQuestions &store;
    TokenQuestions &tokens;
    LinkQuestions &links;
};
