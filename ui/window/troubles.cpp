// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/troubles.h"

#include "ui/text/linetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Troubles", text);
}

/// How a concern of the store is called.
struct Name
{
    QLatin1StringView code;
    const char *what; ///< bold, before its message
    const char *brief; ///< in the status bar, if hits cannot be stored because of it
    const char *repair; ///< what the button says that mends it; null = none does
};

constexpr std::array kNames {
    Name {QLatin1StringView("database_gone"), QT_TRANSLATE_NOOP("Troubles", "Hits cannot be stored"),
          QT_TRANSLATE_NOOP("Troubles", "the database is gone"),
          QT_TRANSLATE_NOOP("Troubles", "Write a New Database")},
    Name {QLatin1StringView("database_log_gone"), QT_TRANSLATE_NOOP("Troubles", "Hits cannot be stored"),
          QT_TRANSLATE_NOOP("Troubles", "the log is gone"), QT_TRANSLATE_NOOP("Troubles", "Write It Anew")},
    Name {QLatin1StringView("database_log_overwritten"),
          QT_TRANSLATE_NOOP("Troubles", "Hits cannot be stored"),
          QT_TRANSLATE_NOOP("Troubles", "the log was overwritten"),
          QT_TRANSLATE_NOOP("Troubles", "Go On Without It")},
    Name {QLatin1StringView("database_overwritten"), QT_TRANSLATE_NOOP("Troubles", "Hits cannot be stored"),
          QT_TRANSLATE_NOOP("Troubles", "the database was overwritten"),
          QT_TRANSLATE_NOOP("Troubles", "Begin a New Database")},
    Name {QLatin1StringView("database_replaced"), QT_TRANSLATE_NOOP("Troubles", "Hits cannot be stored"),
          QT_TRANSLATE_NOOP("Troubles", "the database was replaced"),
          QT_TRANSLATE_NOOP("Troubles", "Use This Database")},
    Name {QLatin1StringView("database_damaged"), QT_TRANSLATE_NOOP("Troubles", "The database is damaged"),
          QT_TRANSLATE_NOOP("Troubles", "the database is damaged"), nullptr},
    Name {QLatin1StringView("database_set_aside"),
          QT_TRANSLATE_NOOP("Troubles", "The database was set aside"), "", nullptr},
    Name {QLatin1StringView("database_log_set_aside"),
          QT_TRANSLATE_NOOP("Troubles", "Parts of the database were set aside"), "", nullptr},
    Name {QLatin1StringView("database_recreated"), QT_TRANSLATE_NOOP("Troubles", "A new database was begun"),
          "", nullptr},
    Name {QLatin1StringView("database_rescued"), QT_TRANSLATE_NOOP("Troubles", "A lost database was kept"),
          "", nullptr},
    Name {QLatin1StringView("catalog_restored"), QT_TRANSLATE_NOOP("Troubles", "Sites were restored"), "",
          nullptr},
    Name {QLatin1StringView("clock_stepped"), QT_TRANSLATE_NOOP("Troubles", "The clock was set"), "",
          nullptr},
    Name {QLatin1StringView("hits_ahead"), QT_TRANSLATE_NOOP("Troubles", "Hits are ahead of the clock"), "",
          nullptr},
    Name {QLatin1StringView("bot_rules_unused"), QT_TRANSLATE_NOOP("Troubles", "Bot rules are not used"), "",
          nullptr},
};

const Name *nameOf(const QString &code)
{
    const auto found = std::ranges::find(kNames, code, &Name::code);
    return found == kNames.end() ? nullptr : &*found;
}

QString diskReason(const QString &error)
{
    return error.contains(QLatin1StringView("full")) ? tr("the disk is full") : tr("hits cannot be stored");
}

Trouble notListening(const CollectorState &collector)
{
    Trouble trouble {QStringLiteral("not_listening"),
                     true,
                     tr("Nothing is being collected"),
                     collector.error,
                     {Remedy::TryAgain, Remedy::OpenSettings}};
    if (collector.freePort != 0) {
        trouble.why = LineText::fill(tr("Another program has port %1; %2 is free."),
                                     QString::number(collector.port), QString::number(collector.freePort));
        trouble.remedies.prepend(Remedy::UseFreePort);
    }
    return trouble;
}

Trouble ofConcern(const Concern &concern)
{
    const bool isFailing = concern.level == Concern::Level::Failing;
    const Name *name = nameOf(concern.code);
    Trouble trouble {concern.code,    isFailing, name ? tr(name->what) : tr("Please look at this"),
                     concern.message, {},        concern.canConfirm};
    if (name && name->repair)
        trouble.remedies.append(Remedy::Repair);
    if (!isFailing || concern.canConfirm)
        trouble.remedies.append(Remedy::Dismiss);
    return trouble;
}

} // namespace

QList<Trouble> troublesOf(const CollectorState &collector, const StoreState &store)
{
    QList<Trouble> troubles;
    if (collector.phase == CollectorState::Phase::Failed)
        troubles.append(notListening(collector));
    const bool isExplained = std::ranges::any_of(store.concerns, [&store](const Concern &concern) {
        return concern.level == Concern::Level::Failing || concern.message == store.error;
    });
    if (!store.canStore && !isExplained) {
        troubles.append({QStringLiteral("cannot_store"), true, tr("Hits cannot be stored"), store.error, {}});
    }
    for (const Concern &concern : store.concerns)
        troubles.append(ofConcern(concern));
    std::ranges::stable_partition(troubles, &Trouble::isFailing);
    return troubles;
}

QString offlineReason(const CollectorState &collector, const StoreState &store)
{
    if (collector.phase == CollectorState::Phase::Stopped)
        return tr("the collector is stopped");
    if (collector.phase == CollectorState::Phase::Failed)
        return collector.freePort == 0
            ? tr("the address cannot be used")
            : LineText::fill(tr("port %1 is taken"), QString::number(collector.port));
    if (!store.isFailing())
        return {};
    for (const Concern &concern : store.concerns) {
        const Name *name = nameOf(concern.code);
        if (name && *name->brief != '\0' && (concern.level == Concern::Level::Failing || !store.canStore))
            return tr(name->brief);
    }
    return diskReason(store.error);
}

QString remedyText(const Trouble &trouble, Remedy remedy, const CollectorState &collector)
{
    switch (remedy) {
    case Remedy::UseFreePort: return LineText::fill(tr("Use %1"), QString::number(collector.freePort));
    case Remedy::TryAgain: return tr("Try Again");
    case Remedy::OpenSettings: return tr("Port and Address…");
    case Remedy::Repair: return tr(nameOf(trouble.code)->repair);
    case Remedy::Dismiss: return tr("Dismiss");
    }
    return {};
}
