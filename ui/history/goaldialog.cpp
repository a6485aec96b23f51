// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/goaldialog.h"

#include "ui/look/theme.h"
#include "ui/widgets/helptopic.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

constexpr int kMaxPattern = 500; // as stored
constexpr int kMaxName = 100;

QComboBox *choices(const QString &objectName, const QStringList &texts, int current, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->addItems(texts);
    box->setCurrentIndex(current);
    return box;
}

} // namespace

GoalDialog::GoalDialog(const Goal &goal, QWidget *parent) :
    QDialog(parent),
    m_before(goal),
    m_name(new QLineEdit(goal.name, this)),
    m_target(choices(QStringLiteral("goalTarget"),
                     {tr("a page is viewed"), tr("an event happens"), tr("an outbound link is clicked"),
                      tr("a short link is clicked")},
                     static_cast<int>(goal.target), this)),
    m_match(choices(QStringLiteral("goalMatch"), {tr("is"), tr("contains"), tr("is like (* = anything)")},
                    static_cast<int>(goal.match), this)),
    m_pattern(new QLineEdit(goal.pattern, this)),
    m_worth(choices(QStringLiteral("goalWorth"),
                    {tr("nothing"), tr("a fixed value"), tr("the value of the hit")},
                    static_cast<int>(goal.worth), this)),
    m_fixed(new QDoubleSpinBox(this)),
    m_property(new QLineEdit(goal.valueKey, this))
{
    setObjectName(QStringLiteral("goalDialog"));
    HelpTopic::set(this, QStringLiteral("glossary.md#goal"));
    setWindowTitle(goal.id.isEmpty() ? tr("Add a goal") : tr("Change the goal"));
    setMinimumWidth(440);
    m_name->setObjectName(QStringLiteral("goalName"));
    m_name->setMaxLength(kMaxName);
    m_name->setPlaceholderText(tr("Signup"));
    m_pattern->setObjectName(QStringLiteral("goalPattern"));
    m_pattern->setMaxLength(kMaxPattern);
    m_pattern->setAccessibleName(tr("Path, event name, address or short code"));
    m_fixed->setObjectName(QStringLiteral("goalValue"));
    m_fixed->setRange(0, 1e9);
    m_fixed->setValue(goal.fixedValue);
    m_property->setObjectName(QStringLiteral("goalProperty"));
    m_property->setMaxLength(kMaxName);
    m_property->setPlaceholderText(tr("or property"));
    m_property->setAccessibleName(tr("Property that is the value when the hit has none of its own"));
    m_property->setToolTip(
        tr("Name of a property that is a number, such as price. It is what a hit is worth that "
           "has no value of its own."));
    auto *match = new QHBoxLayout;
    match->addWidget(m_match);
    match->addWidget(m_pattern, 1);
    auto *worth = new QHBoxLayout;
    worth->addWidget(m_worth, 1);
    worth->addWidget(m_fixed);
    worth->addWidget(m_property);
    auto *form = new QFormLayout;
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Reached when"), m_target);
    form->addRow(tr("whose name or path"), match);
    form->addRow(tr("Worth"), worth);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(QStringLiteral("goalSave"));
    makePrimary(m_save);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(edited());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(2 * Metrics::kGrid);
    column->addLayout(form);
    column->addWidget(buttons);
    for (QLineEdit *field : {m_name, m_pattern})
        connect(field, &QLineEdit::textChanged, this, &GoalDialog::check);
    for (QComboBox *box : {m_target, m_worth})
        connect(box, &QComboBox::currentIndexChanged, this, &GoalDialog::check);
    check();
}

void GoalDialog::check()
{
    constexpr const char *kExamples[] = {"/thanks", "signup", "https://shop.example/checkout", "stage"};
    m_pattern->setPlaceholderText(QString::fromLatin1(kExamples[m_target->currentIndex()]));
    m_fixed->setVisible(m_worth->currentIndex() == static_cast<int>(Goal::Worth::Fixed));
    m_property->setVisible(m_worth->currentIndex() == static_cast<int>(Goal::Worth::Hit));
    m_save->setEnabled(!m_name->text().trimmed().isEmpty() && !m_pattern->text().trimmed().isEmpty());
}

Goal GoalDialog::edited() const
{
    Goal goal = m_before;
    goal.name = m_name->text().trimmed();
    goal.target = static_cast<Goal::Target>(m_target->currentIndex());
    goal.match = static_cast<Goal::Match>(m_match->currentIndex());
    goal.pattern = m_pattern->text().trimmed();
    goal.worth = static_cast<Goal::Worth>(m_worth->currentIndex());
    goal.fixedValue = goal.worth == Goal::Worth::Fixed ? m_fixed->value() : 0;
    goal.valueKey = goal.worth == Goal::Worth::Hit ? m_property->text().trimmed() : QString();
    return goal;
}
