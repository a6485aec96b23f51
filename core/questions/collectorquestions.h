// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class HitQuestions;
class LinkQuestions;
class PixelQuestions;
class SiteQuestions;
class StatsQuestions;

/// All questions of the collector, by subject. The referenced objects must outlive this one.
struct CollectorQuestions
{
    HitQuestions &hits;
    StatsQuestions &stats;
    SiteQuestions &sites;
    LinkQuestions &links;
    PixelQuestions &pixels;
};
