// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

constexpr qsizetype kMaxSpamListBytes = 4 * 1024 * 1024;
constexpr qsizetype kMaxSpamHosts = 100'000;

/// A list of a user, beside the one that comes with the program.
struct SpamHosts
{
    QSet<QString> hosts;
    QSet<QString> excepted; ///< of the bundled list, these do not count
    bool isAlone = false; ///< nothing of the bundled list counts

    bool isEmpty() const { return hosts.isEmpty() && excepted.isEmpty() && !isAlone; }
    /// What counts: the bundled hosts but for the excepted ones, and the user's.
    QSet<QString> withBundled() const;
};

/// Hosts of referrer spam: one on each line, '#' begins a comment, case and a leading "www." do not count.
/// Subdomains are meant too, so a host has at least one dot: "com" would be half of the internet. "!host"
/// takes a host out of the bundled list, "!*" all of them. Any bytes; reading what was read changes nothing.
/// The Error names the first line that is no host: "bad_spam_list".
Result<SpamHosts> parseSpamHosts(QByteArrayView content);

/// Well-known hosts of referrer spam, which come with the program: resources/referrer-spam.txt. Any thread.
const QSet<QString> &bundledSpamHosts();
