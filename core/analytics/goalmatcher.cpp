// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/goalmatcher.h"

namespace {

/// Whether `text` is `pattern` with each `*` standing for any run of characters. Literal, case-sensitive.
bool matchesWildcard(QStringView text, QStringView pattern)
{
    // The last star is the only one worth coming back to.
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

/// Pages are compared as filters compare them, in whatever form the goal names them.
QString patternOf(const Goal &goal, const PageGrouping &pages)
{
    if (goal.target == Goal::Target::Link)
        return goal.pattern.toLower();
    if (goal.target != Goal::Target::Page)
        return goal.pattern;
    const auto formed = [&pages](DimensionFilter::Operator op, const QString &text) {
        return inOneForm(DimensionFilter {QStringLiteral("page"), op, text}, pages).value;
    };
    if (goal.match == Goal::Match::Equals)
        return formed(DimensionFilter::Operator::Equals, goal.pattern);
    QStringList pieces = goal.pattern.split(u'*'); // in a pattern, or in a text that is looked for
    for (QString &piece : pieces)
        piece = formed(DimensionFilter::Operator::Contains, piece);
    QString pattern = pieces.join(u'*');
    while (goal.match == Goal::Match::Wildcard && pages.joinsSlashes && pattern.size() > 1
           && pattern.endsWith(u'/'))
        pattern.chop(1);
    return pattern;
}

} // namespace

GoalMatcher::GoalMatcher(const Goal &goal, const PageGrouping &pages) :
    m_target(goal.target), m_match(goal.match), m_pages(pages), m_pattern(patternOf(goal, pages))
{
}

HitKind GoalMatcher::kind() const
{
    switch (m_target) {
    case Goal::Target::Page: return HitKind::Pageview;
    case Goal::Target::Event: return HitKind::Event;
    case Goal::Target::Outbound: return HitKind::Outbound;
    case Goal::Target::Link: return HitKind::Click;
    }
    return HitKind::Pageview;
}

Column GoalMatcher::column() const
{
    switch (m_target) {
    case Goal::Target::Page: return Column::Page;
    case Goal::Target::Event: return Column::Event;
    case Goal::Target::Outbound: return Column::Target;
    case Goal::Target::Link: return Column::Link;
    }
    return Column::Page;
}

bool GoalMatcher::matches(const QString &text) const
{
    const QString value = m_target == Goal::Target::Page ? m_pages.of(text)
        : m_target == Goal::Target::Link                 ? text.toLower() // as redirects find it
                                                         : text;
    switch (m_match) {
    case Goal::Match::Equals: return value == m_pattern;
    case Goal::Match::Contains: return value.contains(m_pattern);
    case Goal::Match::Wildcard: return matchesWildcard(value, m_pattern);
    }
    return false;
}
