window.ui = SwaggerUIBundle({
  urls: [
    { name: "agreements", url: "/docs/openapi/agreements" },
    { name: "training", url: "/docs/openapi/training" },
    { name: "certification", url: "/docs/openapi/certification" },
    { name: "events", url: "/docs/openapi/events" },
    { name: "identity", url: "/docs/openapi/identity" },
  ],
  dom_id: "#swagger-ui",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  // the default asks a server on the internet
  validatorUrl: null,
});
