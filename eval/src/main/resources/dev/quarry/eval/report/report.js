(() => {
  "use strict";
  const charts = JSON.parse(document.getElementById("charts").textContent);
  // Okabe and Ito's colours, told apart also by people who do not see all of them.
  const colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9"];
  const dark = "#1b1f24";
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = "#57606a";

  const colourOf = label => {
    const names = ["lexical", "semantic", "hybrid", "semantic-exact", "hybrid-exact"];
    return colours[Math.max(0, names.indexOf(label.split(",")[0]))];
  };
  const axis = text => ({ title: { display: true, text } });

  const bars = data => ({
    type: "bar",
    data: {
      labels: data.labels,
      datasets: [
        {
          label: "95 % interval", data: data.intervals, grouped: false, order: 0, barThickness: 3,
          backgroundColor: dark, borderColor: dark
        },
        {
          label: data.metric, data: data.scores, grouped: false, order: 1, maxBarThickness: 70,
          backgroundColor: data.labels.map(colourOf)
        }
      ]
    },
    options: {
      plugins: { legend: { display: false } },
      scales: { y: { beginAtZero: true, ...axis(data.metric) } }
    }
  });

  const ranks = data => ({
    type: "bar",
    data: {
      labels: data.labels,
      datasets: Object.entries(data.values).map(([label, values]) =>
        ({ label, data: values, backgroundColor: colourOf(label) }))
    },
    options: { scales: { x: axis("rank"), y: { beginAtZero: true, ...axis("% of the questions") } } }
  });

  const latency = data => ({
    type: "line",
    data: {
      labels: data.labels,
      datasets: Object.entries(data.values).map(([label, values]) =>
        ({ label, data: values, borderColor: colourOf(label), backgroundColor: colourOf(label), pointRadius: 4 }))
    },
    options: { scales: { x: axis("percentile"), y: { type: "logarithmic", ...axis("milliseconds") } } }
  });

  const kinds = { bars, ranks, latency };
  for (const [id, chart] of Object.entries(charts)) {
    new Chart(document.getElementById(id), kinds[chart.kind](chart.data));
  }
})();
