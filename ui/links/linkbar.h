// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/links/linkstock.h"

#include <QTimer>
#include <QWidget>

class Chip;
class QLineEdit;
class QPushButton;

/// What is above the list of links: states with their counts, tag, campaign, order, search, and the button
/// for a new one. Main thread.
class LinkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit LinkBar(QWidget *parent);

    /// As it is chosen, without the site.
    LinkWish wish() const;
    /// Turns the order around when it is this one already.
    void chooseOrder(LinkWish::Order order);
    void setCounts(const LinkOrder &order);
    void setNames(const QStringList &tags, const QStringList &campaigns);
    /// Lists nothing but the links of this campaign.
    void showCampaign(const QString &campaign);
    void focusSearch();
    /// Clears the search, then the rest; false when there was nothing to clear.
    bool stepBack();
    void clear();
    bool isNarrowed() const;

Q_SIGNALS:
    void changed();
    void newWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void chooseState(LinkWish::State state);
    /// Lists all links, without a signal.
    void reset();
    void openNames(Chip *chip, const QStringList &names, QString &chosen, const QString &any);
    void openOrders();
    void nameChips();

    LinkWish m_wish;
    QStringList m_tags, m_campaigns;
    QList<Chip *> m_states;
    Chip *m_tag;
    Chip *m_campaign;
    Chip *m_order;
    QLineEdit *m_search;
    QAction *m_sign;
    QPushButton *m_new;
    QTimer m_typing;
};
