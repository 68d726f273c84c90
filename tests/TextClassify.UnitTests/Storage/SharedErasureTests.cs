namespace TextClassify.Storage;

/// <summary>The same over PostgreSQL.</summary>
public sealed class SharedErasureTests(PostgresServer server) : ErasureTests(server.NewSchema());
