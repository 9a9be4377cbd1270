// What the page does in the browser by itself: the theme, and moving about the map, which must not wait for the server.
window.rxofctl = (() => {
  const themeKey = 'rxofctl.dark';
  const placesKey = 'rxofctl.places';
  const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* Storage may be off. */ } };

  const map = (() => {
    const minZoom = 0.2, maxZoom = 12, dragThreshold = 4;
    let view = { x: 0, y: 0, zoom: 1 }, page = null, stop = null;
    const svg = () => document.getElementById('network-map');
    const viewport = () => svg()?.querySelector('.viewport');
    const show = () => viewport()?.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.zoom})`);

    // The place in the drawing, before zooming, of a place on the screen.
    const placeOf = (event, element) => {
      const matrix = element.getScreenCTM();
      return matrix && new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    };

    const zoomAt = (point, factor) => {
      const zoom = Math.min(maxZoom, Math.max(minZoom, view.zoom * factor));
      const ratio = zoom / view.zoom;
      view = { zoom, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio };
      show();
    };

    const moveNode = (node, x, y) => {
      const id = node.dataset.node;
      const old = node.transform.baseVal[0].matrix;
      const [dx, dy] = [x - old.e, y - old.f];
      node.setAttribute('transform', `translate(${x} ${y})`);
      for (const line of svg().querySelectorAll(`line[data-a="${id}"]`)) {
        line.setAttribute('x1', +line.getAttribute('x1') + dx);
        line.setAttribute('y1', +line.getAttribute('y1') + dy);
        if ('host' in line.dataset) {
          line.setAttribute('x2', +line.getAttribute('x2') + dx);
          line.setAttribute('y2', +line.getAttribute('y2') + dy);
        }
      }
      for (const line of svg().querySelectorAll(`line[data-b="${id}"]`)) {
        line.setAttribute('x2', +line.getAttribute('x2') + dx);
        line.setAttribute('y2', +line.getAttribute('y2') + dy);
      }
      for (const host of svg().querySelectorAll(`g[data-of="${id}"]`)) {
        const at = host.transform.baseVal[0].matrix;
        host.setAttribute('transform', `translate(${at.e + dx} ${at.f + dy})`);
      }
    };

    const attach = dotNet => {
      detach();
      page = dotNet;
      const frame = svg().parentElement;
      const pointers = new Map();
      let drag = null, pinch = 0;
      const on = (type, handler, options) => { frame.addEventListener(type, handler, options); };
      const abort = new AbortController();
      const options = { signal: abort.signal };

      on('wheel', event => {
        event.preventDefault();
        zoomAt(placeOf(event, svg()), Math.exp(-event.deltaY * 0.0015));
      }, { ...options, passive: false });

      on('pointerdown', event => {
        if (!event.target.closest('#network-map')) return;
        pointers.set(event.pointerId, event);
        const node = event.target.closest('[data-node]');
        const start = placeOf(event, viewport());
        const at = node?.transform.baseVal[0].matrix;
        drag = { node, moved: false, event, origin: placeOf(event, svg()), view: { ...view }, offset: node && { x: at.e - start.x, y: at.f - start.y } };
        pinch = 0;
      }, options);

      on('pointermove', event => {
        if (!pointers.has(event.pointerId)) return;
        pointers.set(event.pointerId, event);
        if (pointers.size === 2) {
          const [a, b] = [...pointers.values()];
          const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
          if (pinch > 0) zoomAt(placeOf({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }, svg()), distance / pinch);
          [pinch, drag] = [distance, null];
          return;
        }
        if (!drag) return;
        if (!drag.moved && Math.hypot(event.clientX - drag.event.clientX, event.clientY - drag.event.clientY) < dragThreshold) return;
        if (!drag.moved) frame.setPointerCapture(event.pointerId);
        drag.moved = true;
        if (drag.node) {
          const point = placeOf(event, viewport());
          moveNode(drag.node, point.x + drag.offset.x, point.y + drag.offset.y);
        } else {
          const point = placeOf(event, svg());
          view = { ...view, x: drag.view.x + point.x - drag.origin.x, y: drag.view.y + point.y - drag.origin.y };
          show();
        }
      }, options);

      const end = event => {
        pointers.delete(event.pointerId);
        if (drag?.moved) {
          // What was dragged is not selected by the click that follows.
          frame.addEventListener('click', click => click.stopPropagation(), { capture: true, once: true });
          setTimeout(() => frame.dispatchEvent(new Event('click')), 0);
          if (drag.node) {
            const at = drag.node.transform.baseVal[0].matrix;
            write(placesKey, { ...read(placesKey), [drag.node.dataset.node]: [at.e, at.f] });
            page?.invokeMethodAsync('OnMoved', drag.node.dataset.node, at.e, at.f);
          }
        }
        drag = null;
      };
      on('pointerup', end, options);
      on('pointercancel', end, options);

      on('click', event => {
        const button = event.target.closest?.('[data-zoom]');
        if (!button) return;
        const factor = +button.dataset.zoom;
        if (factor === 0) {
          view = { x: 0, y: 0, zoom: 1 };
          show();
        } else {
          const box = svg().viewBox.baseVal;
          zoomAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, factor);
        }
      }, options);

      show();
      stop = () => abort.abort();
      return read(placesKey) ?? {};
    };

    const detach = () => {
      stop?.();
      stop = page = null;
    };

    return { attach, detach, forget: () => { write(placesKey, {}); view = { x: 0, y: 0, zoom: 1 }; show(); } };
  })();

  return {
    map,
    isDark: () => read(themeKey) ?? matchMedia('(prefers-color-scheme: dark)').matches,
    setDark: isDark => write(themeKey, isDark),
  };
})();
