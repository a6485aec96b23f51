// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

constexpr qsizetype kMaxSpamListBytes = 4 * 1024 * 1024;
constexpr qsizetype kMaxSpamHosts = 100'000;

/// A user's list, in addition to the bundled one.
struct SpamHosts
{
    QSet<QString> hosts;
    QSet<QString> excepted; ///< hosts of the bundled list that are exempt
    bool isAlone = false; ///< the bundled list is not used

    bool isEmpty() const { return hosts.isEmpty() && excepted.isEmpty() && !isAlone; }
    /// The hosts in effect: the bundled ones except the exempt ones, and the user's.
    QSet<QString> withBundled() const;
};

/// Hosts of referrer spam: one per line, '#' begins a comment, case and a leading "www." are ignored.
/// Subdomains match too, so a host has at least one dot: "com" would be half of the internet. "!host"
/// exempts a host of the bundled list, "!*" all of them. Accepts any bytes; reading its own output changes
/// nothing. The Error names the first line that is not a host: "bad_spam_list".
Result<SpamHosts> parseSpamHosts(QByteArrayView content);

/// The bundled hosts of referrer spam: resources/referrer-spam.txt. Any thread.
const QSet<QString> &bundledSpamHosts();
