// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>
#include <QMetaType>
#include <QString>

/// One `DIM==VALUE`, `DIM!=VALUE` or `DIM~TEXT` of the command line.
struct DimensionFilter
{
    enum class Operator : quint8 { Equals, NotEquals, Contains };

    QString dimension; ///< a name of cli.md, Dimensions
    Operator op = Operator::Equals;
    QString value;

    /// Parses the command-line form. The dimension must exist.
    static Result<DimensionFilter> parse(const QString &text);
    friend bool operator==(const DimensionFilter &, const DimensionFilter &) = default;
};

/// Which hits a table, an export or a stream is about. A pure value: the same filter decides for
/// rows that just arrived and for rows read back from storage.
struct HitFilter
{
    static constexpr quint32 kAllKinds = (1u << kHitKindCount) - 1;

    QString site; ///< empty = every site
    QString link; ///< a short code; empty = any
    QString text; ///< free text: every word must occur in place, page, title, referrer, device, browser,
                  ///< event or visitor
    quint32 kinds = kAllKinds; ///< bit n = HitKind n
    bool includeBots = false;
    quint64 visitor = 0; ///< 0 = any
    Micros from = 0; ///< eventAt, half-open; 0 = open
    Micros to = 0; ///< 0 = open
    QList<DimensionFilter> dimensions; ///< see lets()

    bool matches(const Hit &hit) const;
    /// True when only the site and the bots switch decide, so that counts can come from an index.
    bool isUnfiltered() const;
    friend bool operator==(const HitFilter &, const HitFilter &) = default;
};

/// True when the filters on `dimension` let a value through: it is one of the `==` or contains one of the
/// `~`, if there are any, and is none of the `!=`. Filters on other dimensions say nothing about it. Tables,
/// exports, streams and questions about the past all follow this.
bool lets(const QList<DimensionFilter> &filters, QStringView dimension, const QString &value);

/// What an export was asked for, as texts: dates as parseRange() takes them, an empty zone = the site's. Bots
/// are in it when the site counts them.
/// Errors: those of parseRange() and DimensionFilter::parse(); "bad_dimension" also for entry and exit pages.
Result<HitFilter> hitFilterOf(const Site &site, const QString &from, const QString &to, const QString &zone,
                              const QStringList &dimensions);

/// The text of a dimension of cli.md for one hit; empty when unknown.
/// entry_page and exit_page are properties of visits and always empty here.
QString dimensionValue(const Hit &hit, QStringView dimension);
/// All names of cli.md, Dimensions, in its order.
const QStringList &dimensionNames();

Q_DECLARE_METATYPE(HitFilter)
