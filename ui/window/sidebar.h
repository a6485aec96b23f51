// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"

#include <QHash>
#include <QList>
#include <QWidget>

class NavButton;
class QComboBox;
class QVBoxLayout;

/// The left edge: choice of site and page. Names of pages are those of showPage().
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    /// `bottom` entries are at the foot and are commands rather than pages.
    void addEntry(const QString &name, const QString &text, const QString &icon, bool bottom = false);
    void setCount(const QString &name, qint64 count); ///< 0 hides the count
    void setCurrent(const QString &name);
    void setSites(const QList<Site> &sites, const QString &current);
    QString currentSite() const;

Q_SIGNALS:
    void entryChosen(const QString &name);
    void siteChosen(const QString &site); ///< empty = all sites

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
    QComboBox *m_sites;
    QHash<QString, NavButton *> m_entries;
    int m_pageCount = 0;
};
