// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pastpage.h"

#include "core/bus/signalbus.h"
#include "ui/look/picturehead.h"
#include "ui/past/breakdowndialog.h"
#include "ui/past/pastbar.h"
#include "ui/past/pasttext.h"
#include "ui/past/questiondialogs.h"
#include "ui/past/questionpickers.h"
#include "ui/past/statsexport.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/statepanel.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

StatsSection listSection(const QString &dimension)
{
    return {.part = StatsSection::Part::Breakdown, .dimension = dimension};
}

} // namespace

PastPage::PastPage(const QString &name, const PastSources &sources, QWidget *parent) :
    QWidget(parent),
    m_name(name),
    m_sources(sources),
    m_past(sources.past),
    m_asker(sources.stats, [this] { return buildQuery(); }),
    m_export(new StatsExport(sources.stats, this))
{
    setObjectName(name + QStringLiteral("Page"));
    setFocusPolicy(Qt::ClickFocus);
}

void PastPage::start(PastBar *bar, QWidget *content, int rightMargin)
{
    m_bar = bar;
    buildLayout(content, rightMargin);
    connectBar();
    connectSources();
    m_bar->setQuestion(m_past);
    updateState();
}

void PastPage::keepContentBehindReasons()
{
    m_state->setDataBehindReason(true);
}

void PastPage::buildLayout(QWidget *content, int rightMargin)
{
    m_state = new StatePanel(content, this);
    m_state->setObjectName(m_name + QStringLiteral("State"));
    m_emptiness = new PastEmptiness(*m_state, m_past, m_sources.collector, m_sources.stats, m_name, this);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, kMargin - rightMargin, 0);
    top->addWidget(m_bar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, 2 * Metrics::kGrid, rightMargin, 0);
    column->setSpacing(2 * Metrics::kGrid);
    column->addLayout(top);
    column->addWidget(m_state, 1);
}

void PastPage::connectBar()
{
    const QuestionPickers &pickers = m_bar->pickers();
    connect(m_bar, &PastBar::wanted, &m_past, &PastQuestion::ask);
    connect(&pickers, &QuestionPickers::daysWanted, this, [this] { openDaysDialog(m_past, false, this); });
    connect(&pickers, &QuestionPickers::filterWanted, this,
            [this](const FilterGroup &group) { openFilterDialog(m_past, m_sources.stats, group, this); });
    connect(pickers.undo(), &QToolButton::clicked, &m_past, &PastQuestion::undo);
    connect(pickers.redo(), &QToolButton::clicked, &m_past, &PastQuestion::redo);
    connect(m_bar->exportMenu(), &QMenu::aboutToShow, this, [this] {
        m_bar->exportMenu()->clear();
        fillExportMenu(*m_bar->exportMenu());
    });
    connect(m_export, &StatsExport::finished, this, &PastPage::messagePosted);
    connect(m_state, &StatePanel::retryRequested, this, &PastPage::ask);
    connect(m_state, &StatePanel::snippetCopied, this,
            [this] { Q_EMIT messagePosted(tr("Snippet copied")); });
}

void PastPage::connectSources()
{
    connect(&m_asker, &StatsAsker::answered, this, &PastPage::onAnswer);
    connect(&m_asker, &StatsAsker::failed, this, &PastPage::onFailed);
    connect(&m_asker, &StatsAsker::slow, this, [this] { showWaiting(m_answer.has_value()); });
    connect(m_emptiness, &PastEmptiness::changed, this, &PastPage::updateState);
    connect(m_emptiness, &PastEmptiness::siteChosen, this, &PastPage::siteChosen);
    connect(m_emptiness, &PastEmptiness::ownActionChosen, this, &PastPage::leaveBlank);
    connect(&m_past, &PastQuestion::changed, this, &PastPage::onQuestionChanged);
    connect(&m_past, &PastQuestion::kept, this,
            [this] { m_bar->setQuestion(m_past); }); // a switch may show what was not taken
    connect(&m_past, &PastQuestion::siteChanged, this, &PastPage::onSiteChanged);
    connect(&m_past, &PastQuestion::moved, &m_asker, &StatsAsker::askForNews);
    connect(&m_past, &PastQuestion::sitesChanged, this, &PastPage::updateState);
    connect(&m_past, &PastQuestion::metricChanged, this, &PastPage::onMetricChanged);
    connect(&m_sources.bus, &SignalBus::verdictsChanged, this, &PastPage::ask);
    connect(&m_sources.bus, &SignalBus::hitsCommitted, this, [this] {
        if (m_past.site() && (m_past.isRunning() || m_emptiness->awaitsFirstHit()))
            m_asker.askForNews();
    });
}

void PastPage::setQuestion(const Question &next)
{
    m_past.ask(next);
}

void PastPage::onQuestionChanged()
{
    m_bar->setQuestion(m_past);
    showQuestion();
    ask();
}

void PastPage::onSiteChanged()
{
    m_answer.reset();
    m_error.clear();
    m_emptiness->forget();
    clear();
}

void PastPage::ask()
{
    if (m_past.site())
        m_asker.ask();
    updateState();
}

void PastPage::onAnswer(const StatsQuery &query, const StatsTable &table)
{
    m_answer = Answer {query, table};
    m_error.clear();
    showWaiting(false);
    showAnswer(query, table);
    m_emptiness->note(query, table);
    if (query.range == InstantRange()) { // all time: now its length is known
        m_past.setExtent(table.now.range);
        m_bar->setQuestion(m_past);
        if (buildQuery().granularity != query.granularity)
            m_asker.ask();
    }
    updateState();
}

void PastPage::onFailed(const Error &error)
{
    m_error = error.message;
    showWaiting(false);
    updateState();
}

void PastPage::onMetricChanged()
{
    m_bar->setQuestion(m_past);
    ask();
}

void PastPage::updateState()
{
    m_bar->setEnabled(m_past.site() != nullptr);
    m_emptiness->update(table(), m_error, m_past.site() ? blankReason() : std::nullopt);
    Q_EMIT settledChanged();
}

bool PastPage::isSettled() const
{
    if (!m_past.site())
        return true;
    const bool isShown = m_state->state() == StatePanel::State::Data;
    return !m_asker.isBusy() && !m_emptiness->isBusy() && (!isShown || isContentSettled());
}

void PastPage::openFilterMenu()
{
    m_bar->pickers().openFilterMenu();
}

void PastPage::openList(const BreakdownQuery &list)
{
    auto *dialog = new BreakdownDialog(m_sources.stats, buildQuery(), list, this);
    connect(dialog, &BreakdownDialog::filterToggled, &m_past, &PastQuestion::toggle);
    connect(dialog, &BreakdownDialog::exportWanted, this,
            [this](const QString &dimension) { saveTable(listSection(dimension)); });
    connect(dialog, &BreakdownDialog::copyWanted, this,
            [this](const QString &dimension) { copySection(listSection(dimension)); });
    openDialog(dialog);
}

QAction *PastPage::addExport(QMenu &menu, const QString &text, const QString &name)
{
    QAction *action = menu.addAction(PlainText::caption(text));
    action->setObjectName(QStringLiteral("export_") + name);
    return action;
}

void PastPage::fillExportMenu(QMenu &menu)
{
    for (const Table &table : tables()) {
        QAction *action = addExport(menu, LineText::fill(tr("%1 as CSV…"), table.text),
                                    StatsExport::nameOf(table.section));
        connect(action, &QAction::triggered, this, [this, section = table.section] { saveTable(section); });
    }
    for (const Picture &picture : pictures()) {
        menu.addSeparator();
        QAction *png = addExport(menu, LineText::fill(tr("%1 as PNG…"), picture.text), QStringLiteral("png"));
        connect(png, &QAction::triggered, this,
                [this, picture] { savePicture(picture.fileName + QStringLiteral(".png"), picture.savePng); });
        QAction *svg = addExport(menu, LineText::fill(tr("%1 as SVG…"), picture.text), QStringLiteral("svg"));
        connect(svg, &QAction::triggered, this,
                [this, picture] { savePicture(picture.fileName + QStringLiteral(".svg"), picture.saveSvg); });
    }
}

void PastPage::exportTables()
{
    const QList<Table> shown = tables();
    if (m_past.site() && !shown.isEmpty())
        saveTable(shown.constFirst().section);
}

void PastPage::copyTable()
{
    const QList<Table> shown = tables();
    if (m_past.site() && !shown.isEmpty())
        copySection(shown.constFirst().section);
}

void PastPage::saveTable(const StatsSection &section)
{
    m_export->save(buildQuery(), section);
}

void PastPage::saveTables(const QList<Table> &tables)
{
    if (!m_past.site())
        return;
    QList<StatsSection> sections;
    for (const Table &table : tables)
        sections.append(table.section);
    m_export->saveAll(buildQuery(), m_name, sections);
}

void PastPage::copySection(const StatsSection &section)
{
    m_export->copy(buildQuery(), section);
}

PictureHead PastPage::pictureHead() const
{
    const Site *site = m_past.site();
    const InstantRange range = m_answer ? m_answer->table.now.range : InstantRange();
    PictureHead head;
    head.title = !site ? QString() : LineText::part(site->name.isEmpty() ? site->id : site->name);
    head.lines.append(LineText::joined({PastText::days(range, m_past.zone()), m_past.zone()}));
    QStringList filters;
    if (question().includesBots)
        filters.append(tr("with bots"));
    for (const FilterGroup &group : question().groups())
        filters.append(PastText::filter(group));
    if (!filters.isEmpty())
        head.lines.append(LineText::joined(filters));
    return head;
}

void PastPage::savePicture(const QString &fileName, const std::function<bool(const QString &)> &save)
{
    m_export->savePicture(QStringLiteral("%1-%2").arg(question().site, fileName), save);
}

void PastPage::setSaveFileHook(const SaveFileHook &hook)
{
    m_export->setSaveFileHook(hook);
}

QJsonObject PastPage::contentState() const
{
    return {};
}

QByteArray PastPage::state() const
{
    return QJsonDocument(contentState()).toJson(QJsonDocument::Compact);
}

void PastPage::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    if (object.isEmpty())
        return;
    restoreContentState(object);
    ask();
}

void PastPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_asker.setEnabled(true);
}

void PastPage::hideEvent(QHideEvent *event)
{
    m_asker.setEnabled(false);
    QWidget::hideEvent(event);
}
