namespace TextClassify.Storage;

/// <summary>The same over PostgreSQL.</summary>
public sealed class SharedQuestionTests(PostgresServer server) : StoreQuestionTests(server.NewSchema());
