// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/filterdialog.h"

#include "ui/look/theme.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

constexpr int kTypingMs = 150;
constexpr int kShown = 100;
constexpr int kValueRole = Qt::UserRole + 1;

} // namespace

FilterDialog::FilterDialog(StatsQuestions &source, const StatsQuery &question, const FilterGroup &group,
                           QWidget *parent) :
    QDialog(parent),
    m_source(source),
    m_question(question),
    m_group(group),
    m_operator(new QComboBox(this)),
    m_search(new QLineEdit(this)),
    m_values(new QListWidget(this)),
    m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("filterDialog"));
    HelpTopic::set(this, QStringLiteral("glossary.md#filters"));
    setWindowTitle(LineText::fill(tr("Filter by %1"), PastText::dimension(group.dimension)));
    m_question.wantsTotals = false;
    m_question.granularity.reset();
    m_question.comparison.reset();
    m_question.goals.clear();
    m_question.wantsWeekHours = false;
    buildLayout();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &FilterDialog::ask);
    connect(m_search, &QLineEdit::textEdited, this, &FilterDialog::onSearchEdited);
    connect(m_operator, &QComboBox::currentIndexChanged, this, [this] {
        m_group.op = static_cast<DimensionFilter::Operator>(m_operator->currentIndex());
        m_values->setEnabled(!takesText());
        onSearchEdited();
    });
    connect(m_values, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        const QString value = item->data(kValueRole).toString();
        m_group.values.removeAll(value);
        if (item->checkState() == Qt::Checked)
            m_group.values.append(value);
        m_save->setEnabled(!edited().values.isEmpty());
    });
    ask();
}

void FilterDialog::buildLayout()
{
    using Operator = DimensionFilter::Operator;
    resize(440, 460);
    m_operator->setObjectName(QStringLiteral("filterOperator"));
    m_operator->setAccessibleName(tr("Operator"));
    for (const Operator op : {Operator::Equals, Operator::NotEquals, Operator::Contains})
        m_operator->addItem(PastText::operatorName(op));
    m_operator->setCurrentIndex(static_cast<int>(m_group.op));
    m_search->setObjectName(QStringLiteral("filterSearch"));
    m_search->setAccessibleName(tr("Search values, or the text that a value contains"));
    m_search->setClearButtonEnabled(true);
    m_search->setPlaceholderText(tr("Search values…"));
    if (takesText())
        m_search->setText(m_group.values.value(0));
    m_values->setObjectName(QStringLiteral("filterValues"));
    m_values->setAccessibleName(tr("Values"));
    m_values->setFrameShape(QFrame::NoFrame);
    m_values->setUniformItemSizes(true);
    m_values->setEnabled(!takesText());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setFont(Type::small());
    auto *name = new PlainLabel(PastText::dimension(m_group.dimension), this);
    name->setFont(Type::strong());
    auto *row = new QHBoxLayout;
    row->addWidget(name);
    row->addWidget(m_operator);
    row->addWidget(m_search, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Ok);
    m_save->setObjectName(QStringLiteral("filterSave"));
    m_save->setText(tr("Apply"));
    m_save->setEnabled(!m_group.values.isEmpty());
    makePrimary(m_save);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(edited());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(row);
    column->addWidget(m_values, 1);
    column->addWidget(m_note);
    column->addWidget(buttons);
    m_search->setFocus();
}

bool FilterDialog::takesText() const
{
    return m_group.op == DimensionFilter::Operator::Contains;
}

void FilterDialog::onSearchEdited()
{
    m_save->setEnabled(!edited().values.isEmpty());
    m_typing.start();
}

FilterGroup FilterDialog::edited() const
{
    FilterGroup group = m_group;
    if (takesText())
        group.values = m_search->text().isEmpty() ? QStringList() : QStringList(m_search->text());
    return group;
}

void FilterDialog::ask()
{
    m_question.breakdowns = {{.dimension = m_group.dimension, .limit = kShown, .search = m_search->text()}};
    m_asking = m_source.stats(m_question, this, [this](const Result<StatsTable> &table) {
        if (table)
            return fill(table->breakdowns.constFirst());
        m_note->setText(table.error().message);
        setTone(m_note, Tone::Bad);
    });
}

void FilterDialog::addValue(const QString &value, qint64 visitors, bool isChosen)
{
    const QString text = PastText::value(m_group.dimension, value);
    auto *item = new QListWidgetItem(
        visitors < 0 ? text : LineText::fill(tr("%1  ·  %2"), text, Format::number(visitors)), m_values);
    item->setData(kValueRole, value);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

void FilterDialog::fill(const Breakdown &breakdown)
{
    const QSignalBlocker quiet(m_values);
    m_values->clear();
    QStringList missing = takesText() ? QStringList() : m_group.values;
    for (const BreakdownRow &row : breakdown.rows) {
        addValue(row.value, row.counts.visitors, m_group.values.contains(row.value));
        missing.removeAll(row.value);
    }
    for (const QString &value : std::as_const(missing)) // chosen, but not among those shown
        addValue(value, -1, true);
    const qint64 hidden = breakdown.totalRows - breakdown.rows.size();
    setTone(m_note, Tone::Muted);
    m_note->setText(breakdown.totalRows == 0 ? tr("No such value in this range")
                        : hidden > 0
                        ? LineText::fill(tr("%1 more; search to find them"), Format::number(hidden))
                        : tr("Numbers are visitors, the other filters applied"));
}
