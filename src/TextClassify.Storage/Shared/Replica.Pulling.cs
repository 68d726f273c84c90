namespace TextClassify.Storage.Shared;

/// <summary>How the folder follows the database.</summary>
internal sealed partial class Replica
{
    /// <returns>False where a copy that is under way takes too long.</returns>
    private bool PullForQuestion()
    {
        for (int turn = 0; turn < Turns; turn++)
        {
            if (_listing.TryEnter(Turn))
            {
                try
                {
                    Pull();
                    return true;
                }
                finally
                {
                    _listing.Exit();
                }
            }

            if (PullWhileSealing())
            {
                return true;
            }
        }

        return false;
    }

    private bool PullWhileSealing()
    {
        lock (_pulling)
        {
            if (Sealing)
            {
                Pull(sealing: true);
            }

            return Sealing;
        }
    }

    private void Pull()
    {
        lock (_pulling)
        {
            Pull(sealing: false);
        }
    }

    private void Pull(bool sealing)
    {
        using var shared = _shared.Open();
        _mirror.Pull(shared, sealing, Now);
    }
}
