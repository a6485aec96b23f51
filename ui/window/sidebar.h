// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"

#include <QHash>
#include <QList>
#include <QWidget>

class NavButton;
class QAction;
class QComboBox;
class QToolButton;
class QVBoxLayout;

/// The left edge: choice of site and page. Screen readers know the pages as tabs. Names of pages are those of
/// showPage().
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMargin = 12;

    explicit Sidebar(QWidget *parent = nullptr);

    /// `bottom` entries are at the foot and are commands rather than pages.
    void addEntry(const QString &name, const QString &text, const QString &icon, bool bottom = false);
    void setCount(const QString &name, qint64 count); ///< 0 hides the count
    void setCurrent(const QString &name);
    /// Shows signs only; names and counts are in their tooltips.
    void setNarrow(bool isNarrow);
    /// What the button beside the picker, and its context menu, offer about the chosen site.
    void setSiteActions(const QList<QAction *> &actions);
    void setSites(const QList<Site> &sites, const QString &current);
    QString currentSite() const;
    QString siteName() const; ///< as it is shown: "All sites"

Q_SIGNALS:
    void entryChosen(const QString &name);
    void siteChosen(const QString &site); ///< empty = all sites

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int kNarrow = 56; ///< width in pixels
    static constexpr int kNarrowMargin = 8;
    static constexpr int kPickerHeight = 38; ///< at full size of texts

    /// Gives everything the sizes of this width and of the texts.
    void fit();

    QVBoxLayout *m_column;
    QComboBox *m_sites;
    QToolButton *m_more; ///< what can be done with the chosen site
    QWidget *m_tabs; ///< the entries that are pages
    QHash<QString, NavButton *> m_entries;
    bool m_isNarrow = false;
};
