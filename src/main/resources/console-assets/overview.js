// Draws the verdicts a day of the page's own table: without it, and for who cannot see it, the table says the same.
(() => {
  'use strict';
  const canvas = document.getElementById('verdicts');
  const table = document.getElementById('verdicts-table');
  if (!canvas || !table || typeof Chart === 'undefined') {
    return;
  }
  const rows = [...table.tBodies[0].rows];
  const column = (index) => rows.map((row) => Number(row.cells[index].textContent));
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const series = (label, index, background) => ({ label, data: column(index), backgroundColor: background, stack: 'all' });
  Chart.defaults.font.family = style.fontFamily;
  new Chart(canvas, {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: [
        series(canvas.dataset.approved, 1, colour('--good')),
        series(canvas.dataset.sentBack, 2, '#c98a1b'),
        series(canvas.dataset.rejected, 3, colour('--bad')),
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: { x: { stacked: true, grid: { display: false } }, y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } } },
    },
  });
})();
