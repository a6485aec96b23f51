// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QCommandLineParser>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

/// `clickscope [VERB [SUBVERB]] …` taken apart: which command, and its options (command-line.md).
class CommandLine final
{
public:
    /// Errors: "usage", with a message that says what is expected.
    static Result<CommandLine> parse(const QStringList &arguments);

    /// "" is the desktop program; else "serve", "site add", "query realtime", …
    const QString &verb() const { return m_verb; }
    const QStringList &positional() const { return m_positional; }
    bool has(const QString &option) const { return m_options.contains(option); }
    QString value(const QString &option, const QString &fallback = {}) const;
    QStringList values(const QString &option) const { return m_options.value(option); }
    /// A whole number of an option within [low, high]; the fallback when it is absent.
    Result<qint64> number(const QString &option, qint64 fallback, qint64 low, qint64 high) const;

    /// What an option says in digits, as in 12 or 0.5, from 0 on; nothing for anything else.
    std::optional<double> decimal(const QString &option) const;

    /// True when the command shows windows.
    bool needsGui() const;

    static QString helpText();
    /// Commands with the options that each accepts besides the common ones, without dashes.
    static QMap<QString, QStringList> knownOptions();

private:
    QString m_verb;
    QStringList m_positional;
    QHash<QString, QStringList> m_options;
};
