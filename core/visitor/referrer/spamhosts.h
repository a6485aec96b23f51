// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

constexpr qsizetype kMaxSpamListBytes = 4 * 1024 * 1024;
constexpr qsizetype kMaxSpamHosts = 100'000;

/// Hosts of referrer spam: one on each line, '#' begins a comment, case and a leading "www." do not count.
/// Subdomains are meant too, so a host has at least one dot: "com" would be half of the internet. Any bytes.
/// The Error names the first line that is no host: "bad_spam_list".
Result<QSet<QString>> parseSpamHosts(QByteArrayView content);
