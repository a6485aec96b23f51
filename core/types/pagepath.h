// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

// Paths of pages in canonical form, so that one page is one value however it was encoded: "/über",
// "/%C3%BCber" and "/%c3%bcber" are "/über", "/%7Ex" is "/~x", "/a/./b" is "/a/b" (RFC 3986, 6.2.2). All
// functions are pure and idempotent.

/// A path without query. Escapes of unreserved characters, of UTF-8 that can be shown and of what a URL
/// cannot hold but people read ("<") are decoded, and letters composed (NFC); all others are kept, in
/// capitals: "%2F" is not "/". Invisible characters (controls, blanks, marks of direction) are escaped.
/// A "%" without two hex digits stays: "/%zz" is not "/%25zz". Dot segments are resolved.
QString canonicalPath(QStringView path);

/// The same for part of a path, as people type it to search: dot segments stay, and so does half a
/// surrogate pair.
QString canonicalPathPiece(QStringView piece);

/// The page that a URL names: its canonical path. With `fragmentNamesPage` also the fragment up to a '?':
/// "/#/about".
QString pagePath(QStringView url, bool fragmentNamesPage);

/// Which paths count as one page in reports. Stored values do not change.
struct PageGrouping
{
    bool joinsSlashes = false; ///< "/a/" is "/a"
    bool joinsCase = false; ///< "/About" is "/about"

    bool isNone() const { return !joinsSlashes && !joinsCase; }
    /// The path that represents the group of a canonical path.
    QString of(const QString &path) const;
    /// As stored in table `site`.
    qint64 stored() const { return (joinsSlashes ? 1 : 0) + (joinsCase ? 2 : 0); }
    friend bool operator==(const PageGrouping &, const PageGrouping &) = default;
};

/// Inverse of PageGrouping::stored().
constexpr PageGrouping pageGroupingOf(qint64 stored)
{
    return {(stored & 1) != 0, (stored & 2) != 0};
}
