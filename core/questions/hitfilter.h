// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/instantrange.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>
#include <QMetaType>
#include <QSet>
#include <QString>

/// One `DIM==VALUE`, `DIM!=VALUE` or `DIM~TEXT` of the command line.
struct DimensionFilter
{
    enum class Operator : quint8 { Equals, NotEquals, Contains };

    QString dimension; ///< a name of glossary.md#dimensions
    Operator op = Operator::Equals;
    QString value;

    /// Parses the command-line form; the value is then canonical. The dimension must exist.
    static Result<DimensionFilter> parse(const QString &text);
    friend bool operator==(const DimensionFilter &, const DimensionFilter &) = default;
};

/// Selects the hits of a table, an export or a stream. A pure value: the same filter decides for
/// rows that just arrived and for rows read back from storage.
struct HitFilter
{
    static constexpr quint32 kAllKinds = (1u << kHitKindCount) - 1;

    QString site; ///< empty = every site
    QString link; ///< a short code, in any case of its letters; empty = any
    QString text; ///< free text: every word must occur in place, page, title, referrer, device, browser,
                  ///< event or visitor, as they are shown
    /// For each word of `text`: the places whose shown names contain it, as country codes, "local" for local
    /// networks and "" for unknown. Only windows know these names, in their language.
    QList<QSet<QString>> placesOfWords;
    quint32 kinds = kAllKinds; ///< bit n = HitKind n
    bool includesBots = false;
    quint64 visitor = 0; ///< 0 = any
    InstantRange range; ///< of eventAt
    QList<DimensionFilter> dimensions; ///< canonical; see passesFilters()
    PageGrouping pages; ///< of the site: which paths filters treat as one page

    bool matches(const Hit &hit) const;
    /// True when only the site and the bots switch select, so that counts can come from an index.
    bool isUnfiltered() const;
    friend bool operator==(const HitFilter &, const HitFilter &) = default;
};

/// True when a value passes the filters on `dimension`: it equals one of the `==` or contains one of the
/// `~`, if there are any, and equals none of the `!=`. Ignores filters on other dimensions. Tables,
/// exports, streams and questions about the past all use this.
bool passesFilters(const QList<DimensionFilter> &filters, QStringView dimension, const QString &value);

/// The filter with its value in the canonical form of the dimension: pages as canonicalPath() writes
/// them, hosts as A-labels, languages as BCP 47 tags, however they were typed. `pages` as for the
/// values.
DimensionFilter inOneForm(const DimensionFilter &filter, const PageGrouping &pages = {});
QList<DimensionFilter> inOneForm(const QList<DimensionFilter> &filters, const PageGrouping &pages = {});

/// True when a value of the dimension is the one that a filter in one form names; short links in any case of
/// their letters.
bool isValue(QStringView dimension, const QString &value, const QString &text);
/// True when a value of the dimension contains the text of a filter; hosts also as people read them.
bool containsText(QStringView dimension, const QString &value, const QString &text);

/// The parameters of an export, as texts: dates as parseRange() accepts them, an empty zone = the site's.
/// Includes bots if the site counts them. Errors: those of parseRange() and DimensionFilter::parse();
/// "bad_dimension" also for entry and exit pages.
Result<HitFilter> hitFilterOf(const Site &site, const QString &from, const QString &to, const QString &zone,
                              const QStringList &dimensions);

/// "plan" of "prop:plan", the dimension of a property (glossary.md#property); empty for other dimensions.
QString propertyName(QStringView dimension);
/// "prop:plan" of "plan".
QString propertyDimension(const QString &name);
/// The dimension whose values are the names of properties: a hit has any number of them.
constexpr QLatin1StringView kPropertyNames("prop");
/// Names of dimensionNames(), and properties.
bool isFilterable(QStringView dimension);
/// What breakdowns accept: also hitDimensionNames() and kPropertyNames.
bool isListable(QStringView dimension);

/// The text of a dimension of dimensionNames() or hitDimensionNames(), or of a property, for one hit; empty
/// when unknown. entry_page, exit_page and entry_host are properties of visits and always empty here; source,
/// channel, referrer, referrer_host and utm_* are those the hit itself was sent with, as in
/// hitDimensionNames().
QString dimensionValue(const Hit &hit, QStringView dimension);
/// All names of glossary.md#dimensions.
const QStringList &dimensionNames();
/// "hit_source", "hit_channel"…: where a hit itself came from; the names without "hit_" are those of its
/// visit in questions about the past. Breakdowns may use them; filters of questions use those of the visit.
const QStringList &hitDimensionNames();
/// Both lists together, for error messages.
QString breakdownChoices();

Q_DECLARE_METATYPE(HitFilter)
