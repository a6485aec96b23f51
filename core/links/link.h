// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>

#include <optional>

/// A short link: GET /{code} answers 302 to `url`.
struct Link
{
    /// What happens to the query string of a click. Numbers are stored.
    enum class ForwardQuery : quint8 {
        Off = 0, ///< it is ignored
        Append = 1, ///< it is appended to the destination and read as the campaign of the click
        Capture = 2, ///< it is read as the campaign of the click
    };

    QString code; ///< 1–64 of A-Za-z0-9_-, no reserved word; unique ignoring case
    QString url; ///< http or https, no credentials
    QString site; ///< the site its clicks belong to; may be empty
    QString name;
    ForwardQuery forwardQuery = ForwardQuery::Off;

    friend bool operator==(const Link &, const Link &) = default;
};

/// "off", "append", "capture", as the command line says it.
QLatin1StringView toString(Link::ForwardQuery mode);
/// Nothing when `text` names no mode.
std::optional<Link::ForwardQuery> forwardQueryOf(QStringView text);

/// True when `code` is well formed and not one of the reserved root paths (reading-hits.md#short-links).
bool isValidLinkCode(QStringView code);

/// True for words that a root path of the collector already uses, ignoring case.
bool isReservedCode(QStringView code);

Q_DECLARE_METATYPE(Link)
