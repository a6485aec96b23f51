// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"

#include <QMenu>

#include <optional>

class QUrl;

/// What can be done with one hit: filter by its values, copy, see its visitor, open its page, correct its
/// verdict. Deletes itself when it closes.
class HitMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `cell`: what the cell under the pointer says, empty = none.
    HitMenu(const Hit &hit, const QString &cell, QWidget *parent);

    /// The values of the hit that tables can be filtered by.
    static QList<DimensionFilter> filtersOf(const Hit &hit);
    /// Where its page can be opened; only on the web.
    static std::optional<QUrl> pageOf(const Hit &hit);
    /// The bot rule that corrects its verdict; empty without an agent. `allow agent …`. Where the agent is a
    /// browser's, as people have it, `block address `, to which the address is still to be added.
    static QString ruleOf(const Hit &hit);
    static QString ruleText(const Hit &hit);

Q_SIGNALS:
    void filterWanted(const DimensionFilter &filter);
    void visitorWanted(const Hit &hit);
    void copyCellWanted(const QString &text);
    void copyRowsWanted();
    void ruleWanted(const QString &site, const QString &rule);

private:
    void addFilters(const QString &title, const QString &objectName, const Hit &hit,
                    DimensionFilter::Operator op);
};
