// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/columnchooser.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/rowtable.h"

#include <QMenu>

ColumnChooser::ColumnChooser(RowTable &table, Chip &chip) :
    QObject(&table), m_table(table), m_chip(chip), m_menu(new QMenu(&chip))
{
    m_menu->setObjectName(QStringLiteral("columnMenu"));
    connect(&chip, &Chip::clicked, this, &ColumnChooser::openMenu);
    table.setColumnLayout(
        [this](int width) {
            const QList<int> widths = m_columns.widths(width);
            updateChip();
            return widths;
        },
        [this](int column, int width) { m_columns.setWidth(column, width); });
}

void ColumnChooser::restore(const QByteArray &state)
{
    m_columns.restore(state);
    m_table.layoutColumns();
}

void ColumnChooser::updateChip()
{
    const int missing = m_columns.withoutRoom();
    const QString count = missing > 0 ? LineText::fill(tr("+%1"), Format::digits(missing)) : QString();
    if (count == m_chip.text() && !m_chip.accessibleName().isEmpty())
        return;
    m_chip.setText(count);
    m_chip.setAccessibleName(missing > 0 ? tr("Columns, %n without room", nullptr, missing) : tr("Columns"));
    m_chip.setToolTip(PlainText::toolTip(
        missing > 0 ? tr("Choose the columns. There is no room for %n of them.", nullptr, missing)
                    : tr("Choose the columns.")));
    m_chip.updateGeometry();
}

void ColumnChooser::openMenu()
{
    m_menu->clear();
    for (int column = 0; column < HitTableModel::ColumnCount; ++column) {
        const HitColumns::Presence presence = m_columns.presence(column);
        const QString why = column == HitTableModel::Page ? tr("takes the rest")
            : presence == HitColumns::Presence::NoRoom    ? tr("no room")
            : presence == HitColumns::Presence::SignOnly  ? tr("shortened")
            : presence == HitColumns::Presence::Off       ? tr("off")
                                                          : QString();
        // What follows a tab is at the end of the line.
        QAction *action = m_menu->addAction(why.isEmpty() ? HitTableModel::title(column)
                                                          : HitTableModel::title(column) + u'\t' + why);
        action->setObjectName(QStringLiteral("column%1").arg(column));
        action->setCheckable(true);
        action->setChecked(presence != HitColumns::Presence::Off);
        action->setEnabled(HitColumns::isOptional(column));
        connect(action, &QAction::triggered, this, [this, column](bool on) {
            m_columns.setOn(column, on);
            m_table.layoutColumns();
        });
    }
    m_menu->addSeparator();
    QAction *reset = m_menu->addAction(tr("As they were"), this, [this] { restore({}); });
    reset->setObjectName(QStringLiteral("columnsReset"));
    reset->setEnabled(!m_columns.isAsDelivered());
    m_menu->popup(m_chip.mapToGlobal(QPoint(0, m_chip.height() + 2)));
}
