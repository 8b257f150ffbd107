//! Maximum flow (Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", 1970).

/// A network of numbered nodes.
pub(crate) struct Network {
    edges: Vec<Edge>,
    /// Edges that leave each node.
    out: Vec<Vec<usize>>,
}

struct Edge {
    to: usize,
    left: usize,
}

impl Network {
    pub(crate) fn new(nodes: usize) -> Self {
        Self { edges: Vec::new(), out: vec![Vec::new(); nodes] }
    }

    pub(crate) fn edge(&mut self, from: usize, to: usize, capacity: usize) {
        for (from, to, left) in [(from, to, capacity), (to, from, 0)] {
            if let Some(out) = self.out.get_mut(from) {
                out.push(self.edges.len());
            }
            self.edges.push(Edge { to, left });
        }
    }

    /// The greatest flow from `source` to `sink`.
    pub(crate) fn greatest(&mut self, source: usize, sink: usize) -> usize {
        let mut total = 0;
        while let Some(levels) = self.levels(source, sink) {
            let mut next = vec![0; self.out.len()];
            loop {
                let pushed = self.push(source, sink, usize::MAX, &levels, &mut next);
                if pushed == 0 {
                    break;
                }
                total += pushed;
            }
        }
        total
    }

    fn levels(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut levels = vec![usize::MAX; self.out.len()];
        *levels.get_mut(source)? = 0;
        let mut queue = std::collections::VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            let level = levels.get(node).copied()?;
            for edge in self.out.get(node).into_iter().flatten().filter_map(|e| self.edges.get(*e)) {
                if let Some(there) = levels.get_mut(edge.to).filter(|there| edge.left > 0 && **there == usize::MAX) {
                    *there = level + 1;
                    queue.push_back(edge.to);
                }
            }
        }
        levels.get(sink).is_some_and(|level| *level != usize::MAX).then_some(levels)
    }

    fn push(&mut self, node: usize, sink: usize, most: usize, levels: &[usize], next: &mut [usize]) -> usize {
        if node == sink {
            return most;
        }
        let level = levels.get(node).copied().unwrap_or(usize::MAX);
        while let Some(at) = next.get(node).copied() {
            let Some(e) = self.out.get(node).and_then(|out| out.get(at)).copied() else { return 0 };
            let (to, left) = self.edges.get(e).map_or((sink, 0), |edge| (edge.to, edge.left));
            if left > 0 && levels.get(to).copied() == level.checked_add(1) {
                let pushed = self.push(to, sink, most.min(left), levels, next);
                if pushed > 0 {
                    self.shift(e, pushed);
                    return pushed;
                }
            }
            if let Some(at) = next.get_mut(node) {
                *at += 1;
            }
        }
        0
    }

    /// Edges stand in pairs: the one and its way back.
    fn shift(&mut self, edge: usize, by: usize) {
        if let Some(forth) = self.edges.get_mut(edge) {
            forth.left -= by;
        }
        if let Some(back) = self.edges.get_mut(edge ^ 1) {
            back.left += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_turned_back_where_that_lets_more_through() {
        let mut net = Network::new(6);
        for (from, to) in [(0, 1), (0, 2), (1, 3), (1, 4), (2, 3), (3, 5), (4, 5)] {
            net.edge(from, to, 1);
        }
        assert_eq!(net.greatest(0, 5), 2);
    }
}
