// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/paletteoffers.h"

#include "core/questions/sitequestions.h"
#include "ui/past/pastquestion.h"
#include "ui/past/pasttext.h"
#include "ui/settings/appearancesection.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/window/menusandkeys.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MainWindow", text);
}

PaletteEntry entryOf(QAction *action, PaletteKind kind)
{
    PaletteEntry entry;
    entry.kind = kind;
    entry.id = action->objectName();
    entry.icon = kind == PaletteKind::Place ? action->data().toString() : QStringLiteral("more");
    entry.text = MenusAndKeys::textOf(*action);
    entry.detail = kind == PaletteKind::Place ? tr("page") : MenusAndKeys::menuOf(*action);
    entry.keys = action->shortcut().toString(QKeySequence::NativeText);
    if (!action->isEnabled())
        entry.obstacle = action->property(MenusAndKeys::kObstacle).toString();
    entry.run = [action] { action->trigger(); };
    return entry;
}

void addActions(QList<PaletteEntry> &entries, const MenusAndKeys &actions)
{
    for (QAction *action : actions.all) {
        const bool isRange = std::ranges::any_of(
            actions.periods, [action](const auto &period) { return period.first == action; });
        if (isRange || action == actions.palette)
            continue; // ranges have more
        entries.append(
            entryOf(action, actions.pages.contains(action) ? PaletteKind::Place : PaletteKind::Action));
    }
}

void addRanges(QList<PaletteEntry> &entries, const WindowOffers &window)
{
    using Period = PastRange::Period;
    for (const Period period :
         {Period::Today, Period::Yesterday, Period::LastHalfHour, Period::Last7Days, Period::Last28Days,
          Period::Last30Days, Period::Last90Days, Period::ThisWeek, Period::ThisMonth, Period::LastMonth,
          Period::ThisYear, Period::LastYear, Period::AllTime}) {
        PastRange range;
        range.period = period;
        const InstantRange days = range.resolved(window.past.zone(), window.past.now());
        PaletteEntry entry;
        entry.id = QStringLiteral("range%1").arg(static_cast<int>(period));
        entry.icon = QStringLiteral("history");
        entry.text = LineText::fill(tr("Range: %1"), PastText::period(period));
        if (period != Period::AllTime)
            entry.detail = PastText::days(days, window.past.zone());
        for (const auto &[action, which] : window.actions.periods) {
            if (which == period)
                entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        }
        entry.run = [past = &window.past, show = window.showPage, period] {
            past->setPeriod(period);
            show(QStringLiteral("history"));
        };
        entries.append(entry);
    }
}

void addSites(QList<PaletteEntry> &entries, const WindowOffers &window)
{
    const auto add = [&](const QString &id, const QString &name, const QString &detail) {
        PaletteEntry entry;
        entry.kind = PaletteKind::Site;
        entry.id = QStringLiteral("site:") + id;
        entry.icon = QStringLiteral("home");
        entry.text = name;
        entry.detail = detail;
        entry.run = [set = window.setSite, id] { set(id); };
        entries.append(entry);
    };
    add({}, tr("All sites"), {});
    const QList<Site> sites = window.sites.sites();
    for (const Site &site : sites) {
        QStringList details {tr("site")};
        if (!site.domains.isEmpty())
            details.append(LineText::host(site.domains.constFirst()));
        add(site.id, LineText::unturned(site.displayName()), LineText::joined(details));
    }
}

void addSettings(QList<PaletteEntry> &entries, const WindowOffers &window)
{
    for (const auto &[name, text] :
         {std::pair {"settings",
                     QT_TRANSLATE_NOOP("MainWindow", "Theme, text size, motion, address and port")},
          std::pair {"settings-places", QT_TRANSLATE_NOOP("MainWindow", "Places and named networks")},
          std::pair {"settings-bots", QT_TRANSLATE_NOOP("MainWindow", "Bots and referrers")}}) {
        PaletteEntry entry;
        entry.kind = PaletteKind::Place;
        entry.id = QString::fromLatin1(name);
        entry.icon = QStringLiteral("settings");
        entry.text = tr(text);
        entry.detail = tr("Settings");
        entry.run = [show = window.showPage, id = entry.id] { show(id); };
        entries.append(entry);
    }
}

void addTextSizes(QList<PaletteEntry> &entries, const WindowOffers &window)
{
    for (const int percent : AppearanceSection::kTextSizes) {
        PaletteEntry entry;
        entry.id = QStringLiteral("text-size:%1").arg(percent);
        entry.icon = QStringLiteral("appearance");
        entry.text = LineText::fill(tr("Text size %1 %"), Format::number(percent));
        entry.detail = tr("Appearance");
        entry.run = [set = window.setTextSize, percent] { set(percent); };
        entries.append(entry);
    }
}

void addLists(QList<PaletteEntry> &entries, const WindowOffers &window)
{
    for (const QString &dimension : window.lists) {
        PaletteEntry entry;
        entry.kind = PaletteKind::Place;
        entry.id = QStringLiteral("list:") + dimension;
        entry.icon = QStringLiteral("history");
        entry.text = LineText::fill(tr("History: %1"),
                                    dimension.isEmpty() ? tr("goals") : PastText::values(dimension));
        entry.detail = tr("list");
        entry.run = [show = window.showList, dimension] { show(dimension); };
        entries.append(entry);
    }
}

} // namespace

QList<PaletteEntry> entriesOf(const WindowOffers &window)
{
    QList<PaletteEntry> entries;
    addActions(entries, window.actions);
    addSites(entries, window);
    addRanges(entries, window);
    addLists(entries, window);
    addSettings(entries, window);
    addTextSizes(entries, window);
    return entries;
}
