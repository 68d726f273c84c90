namespace TextClassify.Molecules;

internal static class RingPaths
{
    /// <summary>Whether a bond is in a ring of fewer atoms than <paramref name="size"/>.</summary>
    public static bool IsInRingBelow(Molecule molecule, int bond, int size)
    {
        var (first, second, _) = molecule.Bonds[bond];
        int[] steps = new int[molecule.AtomCount];
        Array.Fill(steps, -1);
        steps[first] = 0;
        var queue = new Queue<int>([first]);
        while (queue.TryDequeue(out int atom))
        {
            // So many atoms are on the way with the next one.
            if (steps[atom] + 2 >= size)
            {
                return false;
            }

            foreach (int next in molecule.BondsOf(atom))
            {
                int other = molecule.Bonds[next].Other(atom);
                if (next == bond || steps[other] >= 0)
                {
                    continue;
                }

                if (other == second)
                {
                    return true;
                }

                steps[other] = steps[atom] + 1;
                queue.Enqueue(other);
            }
        }

        return false;
    }

    /// <summary>The atoms that are reached from one without passing another.</summary>
    public static bool[] Reached(Molecule molecule, int from, int without)
    {
        bool[] reached = new bool[molecule.AtomCount];
        reached[from] = true;
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out int atom))
        {
            foreach (int bond in molecule.BondsOf(atom))
            {
                int other = molecule.Bonds[bond].Other(atom);
                if (other != without && !reached[other])
                {
                    reached[other] = true;
                    stack.Push(other);
                }
            }
        }

        return reached;
    }
}
