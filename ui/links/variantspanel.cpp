// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/variantspanel.h"

#include "core/links/linkcheck.h"
#include "ui/links/fieldrow.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

VariantsPanel::VariantsPanel(QWidget *parent) :
    QWidget(parent), m_column(new QVBoxLayout(this)), m_add(new QPushButton(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    m_add->setObjectName(QStringLiteral("linkAddVariant"));
    m_add->setProperty("flat", true);
    m_add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    m_column->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, &VariantsPanel::addMore);
    updateShares();
}

void VariantsPanel::setVariants(const QList<LinkVariant> &variants)
{
    for (const LinkVariant &variant : variants)
        add(variant);
}

QList<LinkVariant> VariantsPanel::variants() const
{
    QList<LinkVariant> variants;
    for (const Row &row : m_rows)
        variants.append({row.name->text().trimmed(), row.url->text().trimmed(), row.weight->value()});
    return variants;
}

QWidget *VariantsPanel::firstField() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_add) : m_rows.constFirst().url;
}

void VariantsPanel::addMore()
{
    if (m_rows.isEmpty())
        add({freeName(), m_destination, 1});
    add({freeName(), {}, 1});
    m_rows.constLast().url->setFocus();
    Q_EMIT changed();
}

QString VariantsPanel::freeName() const
{
    QString name = QStringLiteral("A");
    while (std::ranges::any_of(m_rows, [&](const Row &row) {
        return row.name->text().trimmed().compare(name, Qt::CaseInsensitive) == 0;
    }))
        name[0] = QChar(name.at(0).unicode() + 1);
    return name;
}

void VariantsPanel::add(const LinkVariant &variant)
{
    constexpr int kName = 56;
    constexpr int kShare = 44;
    Row row {};
    row.line = new QWidget(this);
    row.name = new QLineEdit(variant.name, row.line);
    row.url = new QLineEdit(variant.url, row.line);
    row.weight = new QSpinBox(row.line);
    row.share = new PlainLabel(row.line);
    auto *remove = new QToolButton(row.line);
    const QString number = QString::number(m_rows.size() + 1);
    row.name->setObjectName(QStringLiteral("variantName") + number);
    row.name->setAccessibleName(LineText::fill(tr("Name of destination %1"), number));
    setScaledSize(row.name, kName, 0);
    row.url->setObjectName(QStringLiteral("variantUrl") + number);
    row.url->setAccessibleName(LineText::fill(tr("Destination %1"), number));
    row.url->setPlaceholderText(QStringLiteral("https://"));
    row.url->setMinimumWidth(TextScale::scaled(80));
    row.weight->setObjectName(QStringLiteral("variantWeight") + number);
    row.weight->setAccessibleName(LineText::fill(tr("Weight of destination %1"), number));
    row.weight->setToolTip(tr("Its share of the clicks is that of its weight in all weights."));
    row.weight->setRange(1, kMaxVariantWeight);
    row.weight->setValue(variant.weight);
    row.share->setFixedWidth(TextScale::scaled(kShare));
    row.share->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTone(row.share, Tone::Muted);
    remove->setObjectName(QStringLiteral("variantRemove") + number);
    remove->setIcon(themedIcon(QStringLiteral("close"), Theme::of(this).muted));
    remove->setFocusPolicy(Qt::StrongFocus);
    remove->setToolTip(tr("Remove this destination"));
    remove->setAccessibleName(LineText::fill(tr("Remove destination %1"), number));
    auto *layout = new QHBoxLayout(row.line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::kGrid);
    layout->addWidget(row.name);
    layout->addWidget(row.url, 1);
    layout->addWidget(row.weight);
    layout->addWidget(row.share);
    layout->addWidget(remove);
    m_column->insertWidget(m_column->count() - 1, row.line);
    row.line->show(); // now: the layout would do it only in the next round of events
    m_rows.append(row);
    setTabOrder(reachedBefore(m_add), row.name);
    setTabOrder(row.name, row.url);
    setTabOrder(row.url, row.weight);
    setTabOrder(row.weight, remove);
    for (const QLineEdit *field : {row.name, row.url})
        connect(field, &QLineEdit::textChanged, this, &VariantsPanel::changed);
    connect(row.weight, &QSpinBox::valueChanged, this, [this] {
        updateShares();
        Q_EMIT changed();
    });
    connect(remove, &QToolButton::clicked, this, [this, line = row.line] { this->remove(line); });
    updateShares();
}

void VariantsPanel::remove(const QWidget *line)
{
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    if (found == m_rows.end())
        return;
    found->line->deleteLater();
    found->line->hide();
    m_rows.erase(found);
    updateShares();
    m_add->setFocus();
    Q_EMIT changed();
}

void VariantsPanel::updateShares()
{
    int sum = 0;
    for (const Row &row : std::as_const(m_rows))
        sum += row.weight->value();
    for (const Row &row : std::as_const(m_rows))
        row.share->setText(
            LineText::fill(tr("%1 %"), QLocale().toString(qRound(100.0 * row.weight->value() / sum))));
    m_add->setText(m_rows.isEmpty() ? tr("Compare destinations") : tr("Another destination"));
    m_add->setEnabled(m_rows.size() < kMaxVariants);
}
