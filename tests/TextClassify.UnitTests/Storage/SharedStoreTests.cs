namespace TextClassify.Storage;

/// <summary>The same over PostgreSQL.</summary>
public sealed class SharedStoreTests(PostgresServer server) : PredictionStoreTests(server.NewSchema());
