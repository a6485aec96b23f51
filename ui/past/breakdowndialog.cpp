// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/breakdowndialog.h"

#include "ui/look/theme.h"
#include "ui/past/breakdowndelegate.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/rowtable.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace {

constexpr int kTypingMs = 150;
const QList<Metric> kMetrics {Metric::Visitors, Metric::Visits,     Metric::Pageviews,
                              Metric::Hits,     Metric::BounceRate, Metric::VisitDuration};

/// Those of the dialog for a list. Rows of one currency each count only its hits, which is right of nothing
/// but the sums.
QList<Metric> metricsFor(const BreakdownQuery &list)
{
    return list.splitsCurrencies ? QList {Metric::ValueSum} : kMetrics;
}

/// Of the value, the metrics, and the share.
QList<int> columnWidths(int width, const QList<Metric> &metrics)
{
    // At full size of texts.
    constexpr int kValue = 160;
    constexpr int kNumber = 96;
    constexpr int kWide = 112; // of a heading in two words
    constexpr int kSum = 144; // with its currency
    constexpr int kShare = 72;
    QList<int> widths;
    for (const Metric metric : metrics) {
        const bool isWide = metric == Metric::BounceRate || metric == Metric::VisitDuration;
        widths.append(TextScale::scaled(metric == Metric::ValueSum ? kSum : isWide ? kWide : kNumber));
    }
    widths.append(TextScale::scaled(kShare));
    const int rest = width - std::accumulate(widths.cbegin(), widths.cend(), 0);
    widths.prepend(std::max(TextScale::scaled(kValue), rest));
    return widths;
}

} // namespace

BreakdownDialog::BreakdownDialog(StatsQuestions &source, const StatsQuery &question,
                                 const BreakdownQuery &list, QWidget *parent) :
    QDialog(parent),
    m_source(source),
    m_question(question),
    m_list(list),
    m_table(new RowTable(this)),
    m_search(new QLineEdit(list.search, this)),
    m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("breakdownDialog"));
    setWindowTitle(LineText::fill(tr("All values: %1"), PastText::dimension(list.dimension)));
    m_question.granularity.reset();
    m_question.goals.clear();
    m_question.wantsWeekHours = false;
    m_list.limit = kPage;
    const QList<Metric> metrics = metricsFor(list);
    for (const Metric metric : metrics)
        m_list.metrics |= metric;
    m_model.setColumns(m_list.dimension, metrics);
    m_model.setOrder(m_list.orderBy);
    m_model.setPaged(true);
    buildLayout();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] {
        m_list.search = m_search->text().trimmed();
        ask(0);
    });
    connect(&m_model, &BreakdownModel::moreWanted, this, [this] { ask(m_model.rowCount()); });
    ask(0);
}

void BreakdownDialog::buildLayout()
{
    resize(980, 620);
    m_table->setObjectName(QStringLiteral("breakdownTable"));
    m_table->setAccessibleName(tr("All values"));
    m_table->setItemDelegate(new BreakdownDelegate(m_table));
    m_table->setModel(&m_model);
    m_table->setColumnLayout([this](int width) { return columnWidths(width, m_model.metrics()); });
    m_table->header()->setSectionsClickable(true);
    connect(m_table->header(), &QHeaderView::sectionClicked, this, &BreakdownDialog::sortBy);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &BreakdownDialog::activate);
    m_search->setObjectName(QStringLiteral("breakdownSearch"));
    m_search->setPlaceholderText(tr("Search values…"));
    m_search->setAccessibleName(tr("Search values"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(320);
    m_note->setText(tr("Counting…"));
    setTone(m_note, Tone::Muted);
    const auto button = [this](const QString &text, const char *name, auto done) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QString::fromLatin1(name));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, done);
        return made;
    };
    auto *top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_note);
    top->addStretch(1);
    top->addWidget(
        button(tr("Copy as CSV"), "breakdownCopy", [this] { Q_EMIT copyWanted(m_list.dimension); }));
    top->addWidget(
        button(tr("Export…"), "breakdownExport", [this] { Q_EMIT exportWanted(m_list.dimension); }));
    top->addWidget(button(tr("Close"), "breakdownClose", [this] { accept(); }));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    m_table->setFocus();
}

void BreakdownDialog::ask(int offset)
{
    m_list.offset = offset;
    m_question.breakdowns = {m_list};
    m_asking = m_source.stats(m_question, this, [this](const Result<StatsTable> &table) {
        if (table)
            return showRows(*table);
        setTone(m_note, Tone::Bad);
        m_note->setText(table.error().message);
    });
}

void BreakdownDialog::showRows(const StatsTable &table)
{
    const Breakdown &rows = table.breakdowns.constFirst();
    if (m_list.offset == 0)
        m_model.setRows(rows, table.now.totals, table.before.has_value());
    else
        m_model.appendRows(rows);
    setTone(m_note, Tone::Muted);
    m_note->setText(LineText::fill(tr("%1 values · %2"), Format::number(m_model.totalRows()),
                                   PastText::days(table.now.range, m_question.timezone)));
}

void BreakdownDialog::sortBy(int column)
{
    const std::optional<Metric> metric = m_model.metricAt(column);
    if (!metric || *metric == m_list.orderBy)
        return;
    m_list.orderBy = *metric;
    m_model.setOrder(*metric);
    m_table->goToTop();
    ask(0);
}

void BreakdownDialog::activate(const QModelIndex &index)
{
    if (!index.isValid() || !isFilterable(m_list.dimension))
        return;
    const Qt::KeyboardModifiers held = QApplication::keyboardModifiers();
    const bool excludes = held.testFlag(Qt::ControlModifier) || held.testFlag(Qt::AltModifier);
    Q_EMIT filterToggled({m_list.dimension,
                          excludes ? DimensionFilter::Operator::NotEquals : DimensionFilter::Operator::Equals,
                          m_model.valueAt(index.row())});
    accept();
}

void BreakdownDialog::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_table->hasFocus())
        return activate(m_table->currentIndex());
    QDialog::keyPressEvent(event);
}
