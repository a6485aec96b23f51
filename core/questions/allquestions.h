// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class CollectorControl;
class HitQuestions;
class RejectionQuestions;
class SiteQuestions;
class StatsQuestions;

/// Everything that windows ask, by subject. What it refers to must outlive them.
struct AllQuestions
{
    HitQuestions &hits;
    StatsQuestions &stats;
    SiteQuestions &sites;
    RejectionQuestions &rejections;
    CollectorControl &collector;
};
