// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteindex.h"

#include <QAbstractListModel>

/// What the palette found as rows: a head for each group, and its entries.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role : int {
        IsHead = Qt::UserRole,
        PositionsRole,
        DetailRole,
        CanBeDoneRole,
        KeysRole,
        IconRole,
        FlagRole
    };

    explicit PaletteModel(const PaletteIndex &index, QObject *parent = nullptr);

    /// The index must not change before the next call, except by append().
    void setSections(const QList<PaletteSection> &sections);
    /// The entry of a row; null for a head.
    const PaletteEntry *entryAt(int row) const;
    /// The row of an entry of the index; -1 = it is not shown.
    int rowOf(qsizetype entry) const;
    /// The place in the index of the entry of a row; -1 for a head.
    qsizetype placeOf(int row) const;
    /// The first entry at or after `row` in steps of `step`, or `otherwise` if there is none.
    int nextEntry(int row, int step, int otherwise) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        PaletteGroup group = PaletteGroup::Do;
        std::optional<PaletteHit> hit; ///< none for a head
    };

    const PaletteIndex &m_index;
    QList<Row> m_rows;
};
