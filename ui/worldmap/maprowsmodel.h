// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/worldmap/mapcontent.h"

#include <QAbstractTableModel>

/// Rows of a MapContent for a BreakdownList: name, number, share, with the roles of BreakdownModel. The value
/// of a country is its code, also that of a network ("local"). Main thread.
class MapRowsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Countries, Places };

    explicit MapRowsModel(Kind kind, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `rows` of `content`: all its countries, or some of its places.
    void setRows(const QList<MapRow> &rows, const MapContent &content);
    const QList<MapRow> &rows() const { return m_rows; }
    /// "India: 30,211 visitors, 71,000 hits, 23.1 % of visitors".
    static QString readable(const MapRow &row, const MapContent &content);

private:
    Kind m_kind;
    QList<MapRow> m_rows;
    MapContent m_content; ///< totals and metric
    double m_largest = 0;
};
