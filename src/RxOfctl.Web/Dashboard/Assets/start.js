// Starts the page's connection, and loads the page anew when the server was restarted and has forgotten it.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  const retryMilliseconds = 1000;
  let isWaiting = false;

  const isServerThere = async () => {
    try {
      return (await fetch(document.baseURI, { method: 'GET', cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  };

  const reconnect = async () => {
    while (isWaiting) {
      if (await isServerThere()) {
        try {
          if (await Blazor.reconnect()) return;
        } catch {
          continue;
        }
        location.reload();
        return;
      }
      modal.className = 'page-lost page-lost-show';
      await new Promise(resolve => setTimeout(resolve, retryMilliseconds));
    }
  };

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => {
          isWaiting = true;
          modal.className = 'page-lost page-lost-show';
          reconnect();
        },
        onConnectionUp: () => {
          isWaiting = false;
          modal.className = 'page-lost';
        },
      },
    },
  });
})();
