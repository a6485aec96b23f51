// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QList>
#include <QString>

/// What the user can do about a trouble.
enum class Remedy : quint8 {
    UseFreePort, ///< listen on the port that is free
    TryAgain, ///< listen where it was told
    OpenSettings, ///< choose another address or port
    Repair, ///< see ConcernAnswer
    Dismiss ///< the user has seen it
};

/// Something that is wrong, in words for people.
struct Trouble
{
    QString code; ///< "not_listening", "cannot_store", or that of a concern
    bool isFailing = false; ///< hits are lost or refused; otherwise the user should only look at it
    QString what; ///< "Nothing is being collected"
    QString why; ///< what happened, and how to fix it
    QList<Remedy> remedies; ///< the likeliest first, at most three
    bool canConfirm = false; ///< Dismiss is told to the store

    friend bool operator==(const Trouble &, const Trouble &) = default;
};

// Pure functions.

/// What is wrong with collector and store, the worst first.
QList<Trouble> troublesOf(const CollectorState &collector, const StoreState &store);
/// Why nothing is collected, in about four words for the status bar; empty while it is.
QString offlineReason(const CollectorState &collector, const StoreState &store);
/// What the button of a remedy says, for one trouble of this collector.
QString remedyText(const Trouble &trouble, Remedy remedy, const CollectorState &collector);
