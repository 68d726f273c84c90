using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>Commits what it is given to the database of the folder, each time in one transaction. One thread's.</summary>
internal interface ICommitWriter : IDisposable
{
    /// <summary>Predictions that were committed, with those it found, since it was set to 0.</summary>
    long OpenRows { get; set; }

    /// <param name="requests">Answers.</param>
    /// <param name="labels">What is right for some.</param>
    /// <param name="erasures">What is to go, with its hash; of these answers too.</param>
    /// <exception cref="SqliteException">Nothing was committed.</exception>
    void Commit(
        IReadOnlyList<StoredRequest> requests, IEnumerable<Label> labels, IEnumerable<(Erasure What, byte[] Hash)> erasures);
}
