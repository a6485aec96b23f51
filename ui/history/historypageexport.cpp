// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// HistoryPage: what leaves the page and what survives a restart.

#include "ui/history/breakdownpanel.h"
#include "ui/history/historybar.h"
#include "ui/history/historychartpanel.h"
#include "ui/history/historypage.h"
#include "ui/history/historypanels.h"
#include "ui/history/historytotals.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/pasttext.h"
#include "ui/past/statsexport.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>

#include <algorithm>

namespace {

using Part = StatsSection::Part;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

StatsSection sectionOf(const BreakdownPanel &panel)
{
    if (panel.showsGoals())
        return {.part = Part::Goals};
    return {.part = Part::Breakdown, .dimension = panel.dimension()};
}

} // namespace

void HistoryPage::setSaveFileHook(const SaveFileHook &hook)
{
    m_export->setSaveFileHook(hook);
}

void HistoryPage::fillExportMenu()
{
    QMenu *menu = m_bar->exportMenu();
    menu->clear();
    const auto add = [this, menu](const QString &text, const QString &name, auto done) {
        QAction *action = menu->addAction(PlainText::caption(text));
        action->setObjectName(QStringLiteral("export_") + name);
        connect(action, &QAction::triggered, this, done);
    };
    const auto addSection = [&](const QString &text, const QString &name, const StatsSection &section) {
        add(LineText::fill(tr("%1 as CSV…"), text), name,
            [this, section] { m_export->save(buildQuery(), withGoals(section)); });
    };
    addSection(tr("Totals"), QStringLiteral("totals"), {.part = Part::Totals});
    addSection(tr("Chart"), QStringLiteral("series"), {.part = Part::Series});
    for (const BreakdownPanel *panel : m_panels->panels()) {
        QString name = panel->showsGoals() ? tr("goals") : PastText::dimension(panel->dimension());
        name[0] = name.at(0).toUpper();
        addSection(name, panel->showsGoals() ? QStringLiteral("goals") : panel->dimension(),
                   sectionOf(*panel));
    }
    addSection(tr("Weekday × hour"), QStringLiteral("week"), {.part = Part::WeekHours});
    menu->addSeparator();
    add(tr("Chart as PNG…"), QStringLiteral("png"), [this] { savePicture(QStringLiteral("png")); });
    add(tr("Chart as SVG…"), QStringLiteral("svg"), [this] { savePicture(QStringLiteral("svg")); });
    menu->addSeparator();
    add(tr("All of them as CSV files…"), QStringLiteral("all"), [this] { exportAll(); });
}

void HistoryPage::exportAll()
{
    if (!m_past.site())
        return;
    QList<StatsSection> sections {{.part = Part::Totals}, {.part = Part::Series}};
    for (const BreakdownPanel *panel : m_panels->panels())
        sections.append(withGoals(sectionOf(*panel)));
    sections.append({.part = Part::WeekHours});
    m_export->saveAll(buildQuery(), sections);
}

void HistoryPage::copyFocused()
{
    if (!m_past.site())
        return;
    const auto focused = std::ranges::find_if(m_panels->panels(),
                                              [](BreakdownPanel *panel) { return panel->list().hasFocus(); });
    const bool isList = focused != m_panels->panels().end();
    m_export->copy(buildQuery(), isList ? withGoals(sectionOf(**focused)) : StatsSection());
}

void HistoryPage::savePicture(const QString &suffix)
{
    const bool isPng = suffix == QLatin1StringView("png");
    m_export->savePicture(
        QStringLiteral("%1-chart.%2").arg(question().site, suffix), [this, isPng](const QString &fileName) {
            return isPng ? m_chart->chart().savePng(fileName) : m_chart->chart().saveSvg(fileName);
        });
}

QByteArray HistoryPage::state() const
{
    const QJsonObject object {
        {key("panels"), m_panels->state()},
        {key("style"), static_cast<int>(m_chart->chart().style())},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void HistoryPage::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    if (object.isEmpty())
        return;
    m_panels->restoreState(object.value(key("panels")).toString());
    const int style = object.value(key("style")).toInt(-1);
    if (style >= 0 && style <= static_cast<int>(HistoryChart::Style::Bars))
        m_chart->setStyle(static_cast<HistoryChart::Style>(style));
    ask();
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_asker.setEnabled(true);
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    m_asker.setEnabled(false);
    QWidget::hideEvent(event);
}
