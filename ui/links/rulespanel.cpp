// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/rulespanel.h"

#include "core/links/linkcheck.h"
#include "core/types/devicenames.h"
#include "ui/links/fieldrow.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

QStringList countriesOf(const QString &typed)
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
    QStringList countries = typed.toUpper().split(kBetween, Qt::SkipEmptyParts);
    countries.removeDuplicates();
    return countries;
}

} // namespace

RulesPanel::RulesPanel(QWidget *parent) :
    QWidget(parent), m_column(new QVBoxLayout(this)), m_add(new QPushButton(tr("Add a rule"), this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    m_add->setObjectName(QStringLiteral("linkAddRule"));
    m_add->setProperty("flat", true);
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Sends the clicks of some devices and countries elsewhere. The first rule that "
                         "applies decides."));
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    m_column->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({});
        m_rows.constLast().devices->setFocus();
        Q_EMIT changed();
    });
}

void RulesPanel::setRules(const QList<LinkRule> &rules)
{
    for (const LinkRule &rule : rules)
        add(rule);
}

QList<LinkRule> RulesPanel::rules() const
{
    QList<LinkRule> rules;
    for (const Row &row : m_rows)
        rules.append({devicesOf(row), countriesOf(row.countries->text()), row.url->text().trimmed()});
    return rules;
}

QWidget *RulesPanel::firstField() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_add) : m_rows.constFirst().countries;
}

QStringList RulesPanel::devicesOf(const Row &row)
{
    QStringList devices;
    const QList<QAction *> actions = row.menu->actions();
    for (const QAction *action : actions) {
        if (action->isChecked())
            devices.append(action->data().toString());
    }
    return devices;
}

void RulesPanel::nameDevices(const Row &row)
{
    const QStringList devices = devicesOf(row);
    row.devices->setText(devices.isEmpty() ? tr("Any device")
                                           : PlainText::caption(devices.join(QStringLiteral(", "))));
}

void RulesPanel::add(const LinkRule &rule)
{
    constexpr int kCountries = 96;
    Row row {};
    row.line = new QWidget(this);
    row.devices = new QToolButton(row.line);
    row.menu = new QMenu(row.devices);
    row.countries = new QLineEdit(rule.countries.join(QStringLiteral(", ")), row.line);
    row.url = new QLineEdit(rule.url, row.line);
    auto *remove = new QToolButton(row.line);
    const QString number = QString::number(m_rows.size() + 1);
    QStringList known = rule.devices; // also one that this version has no name for
    for (const char *name : kDeviceNames) {
        if (!known.contains(QLatin1StringView(name)))
            known.append(QString::fromLatin1(name));
    }
    for (const QString &device : std::as_const(known)) {
        QAction *action = row.menu->addAction(PlainText::caption(device));
        action->setObjectName(QStringLiteral("ruleDevice") + number + u'_' + device);
        action->setData(device);
        action->setCheckable(true);
        action->setChecked(rule.devices.contains(device));
    }
    row.devices->setObjectName(QStringLiteral("ruleDevices") + number);
    row.devices->setMenu(row.menu);
    row.devices->setPopupMode(QToolButton::InstantPopup);
    row.devices->setFocusPolicy(Qt::StrongFocus);
    row.devices->setAccessibleName(LineText::fill(tr("Devices of rule %1"), number));
    row.countries->setObjectName(QStringLiteral("ruleCountries") + number);
    row.countries->setAccessibleName(LineText::fill(tr("Countries of rule %1"), number));
    row.countries->setPlaceholderText(tr("DE, AT"));
    row.countries->setToolTip(tr("Countries by their two letters, separated by commas; empty = any."));
    setScaledSize(row.countries, kCountries, 0);
    row.url->setObjectName(QStringLiteral("ruleUrl") + number);
    row.url->setAccessibleName(LineText::fill(tr("Destination of rule %1"), number));
    row.url->setPlaceholderText(QStringLiteral("https://"));
    row.url->setMinimumWidth(TextScale::scaled(80));
    remove->setObjectName(QStringLiteral("ruleRemove") + number);
    remove->setIcon(themedIcon(QStringLiteral("close"), Theme::of(this).muted));
    remove->setFocusPolicy(Qt::StrongFocus);
    remove->setToolTip(tr("Remove this rule"));
    remove->setAccessibleName(LineText::fill(tr("Remove rule %1"), number));
    auto *layout = new QHBoxLayout(row.line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::kGrid);
    layout->addWidget(row.devices);
    layout->addWidget(row.countries);
    layout->addWidget(row.url, 1);
    layout->addWidget(remove);
    m_column->insertWidget(m_column->count() - 1, row.line);
    row.line->show(); // now: the layout would do it only in the next round of events
    m_rows.append(row);
    setTabOrder(reachedBefore(m_add), row.devices);
    setTabOrder(row.devices, row.countries);
    setTabOrder(row.countries, row.url);
    setTabOrder(row.url, remove);
    nameDevices(row);
    updateAdd();
    connect(row.menu, &QMenu::triggered, this, [this, row] {
        nameDevices(row);
        Q_EMIT changed();
    });
    for (const QLineEdit *field : {row.countries, row.url})
        connect(field, &QLineEdit::textChanged, this, &RulesPanel::changed);
    connect(remove, &QToolButton::clicked, this, [this, line = row.line] { this->remove(line); });
}

void RulesPanel::remove(const QWidget *line)
{
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    if (found == m_rows.end())
        return;
    found->line->deleteLater();
    found->line->hide();
    m_rows.erase(found);
    updateAdd();
    m_add->setFocus();
    Q_EMIT changed();
}

void RulesPanel::updateAdd()
{
    m_add->setEnabled(m_rows.size() < kMaxRules);
}
