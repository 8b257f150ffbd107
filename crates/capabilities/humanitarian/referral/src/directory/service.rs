//! A service in the directory, as its facts tell.

use crate::facts::Fact;
pub use kernel::TimeOfDay;
use kernel::{Date, OrganisationId};
pub use referring::service::{Capacity, Day, Hours, Limits, Service};

/// A service as its facts tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedService {
    /// Whose it is.
    pub organisation: Option<OrganisationId>,
    /// How it is described; `None` before.
    pub described: Option<Service>,
    /// What it can take, if that was said.
    pub capacity: Option<Capacity>,
    /// Until when it takes nobody: `Some(None)` without an end that is known.
    pub suspended: Option<Option<Date>>,
}

impl ListedService {
    /// Whether it takes people on a day.
    #[must_use]
    pub fn takes_people_on(&self, day: Date) -> bool {
        match self.suspended {
            None => true,
            Some(until) => until.is_some_and(|until| until <= day),
        }
    }

    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::ServiceDescribed { organisation, description, .. } => {
                (self.organisation, self.described) = (Some(*organisation), Some(description.clone()));
            }
            Fact::CapacitySet { capacity, .. } => self.capacity = Some(*capacity),
            Fact::ServiceSuspended { until, .. } => self.suspended = Some(*until),
            Fact::ServiceResumed { .. } => self.suspended = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspended_service_takes_people_again_on_its_day() {
        let day: Date = "2026-11-24".parse().unwrap();
        let mut service = ListedService { suspended: Some(Some(day)), ..ListedService::default() };
        assert!(!service.takes_people_on(day.plus_days(-1)) && service.takes_people_on(day));
        service.suspended = Some(None);
        assert!(!service.takes_people_on(day.plus_days(900)));
    }
}
