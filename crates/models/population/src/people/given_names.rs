//! Common given names of Sudan, Chad and the western Sahel: in Arabic with the spelling usual on Sudanese (English) and on
//! Chadian (French) documents, or in Latin letters where the name is not an Arabic one. Lists of words, no people: a
//! name of a story is a random combination.

/// Arabic, spelling in Sudan, spelling in Chad.
pub(crate) type Given = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
pub(crate) const MEN: [Given; 150] = [
    ("محمد", "Mohamed", "Mahamat"), ("أحمد", "Ahmed", "Ahmat"), ("آدم", "Adam", "Adoum"), ("إبراهيم", "Ibrahim", "Ibrahim"),
    ("إسماعيل", "Ismail", "Ismaïl"), ("إسحاق", "Ishag", "Issakha"), ("يعقوب", "Yagoub", "Yacoub"), ("يوسف", "Yousif", "Youssouf"),
    ("موسى", "Musa", "Moussa"), ("عيسى", "Eisa", "Issa"), ("داود", "Dawood", "Daoud"), ("سليمان", "Suleiman", "Souleymane"),
    ("يحيى", "Yahya", "Yaya"), ("زكريا", "Zakaria", "Zakaria"), ("إدريس", "Idris", "Idriss"), ("هارون", "Haroun", "Haroun"),
    ("صالح", "Salih", "Saleh"), ("عثمان", "Osman", "Ousmane"), ("عمر", "Omer", "Oumar"), ("علي", "Ali", "Ali"),
    ("أبكر", "Abakar", "Abakar"), ("أبو بكر", "Abubakar", "Aboubakar"), ("حسن", "Hassan", "Hassan"), ("حسين", "Hussein", "Hissein"),
    ("عبد الله", "Abdalla", "Abdallah"), ("عبد الرحمن", "Abdelrahman", "Abderahmane"), ("عبد الكريم", "Abdelkarim", "Abdelkerim"),
    ("عبد القادر", "Abdelgadir", "Abdelkader"), ("عبد الرحيم", "Abdelrahim", "Abderahim"), ("عبد العزيز", "Abdelaziz", "Abdelaziz"),
    ("عبد المجيد", "Abdelmajid", "Abdelmadjid"), ("عبد السلام", "Abdelsalam", "Abdessalam"), ("عبد الحميد", "Abdelhamid", "Abdelhamid"),
    ("عبد الجبار", "Abdeljabbar", "Abdeldjabar"), ("عبد المحمود", "Abdelmahmoud", "Abdelmahmoud"), ("عبد الباقي", "Abdelbagi", "Abdelbaki"),
    ("عبد الحكيم", "Abdelhakim", "Abdelhakim"), ("عبد اللطيف", "Abdellatif", "Abdellatif"), ("عبد الوهاب", "Abdelwahab", "Abdelwahab"),
    ("عبد المنعم", "Abdelmoneim", "Abdelmounim"), ("عبد الناصر", "Abdelnasir", "Abdenasser"), ("عبد الغني", "Abdelghani", "Abdelgani"),
    ("عبد الشافي", "Abdelshafi", "Abdelchafi"), ("عبد الخالق", "Abdelkhalig", "Abdelkhalick"), ("عبد المولى", "Abdelmoula", "Abdelmoula"),
    ("عبد الفتاح", "Abdelfattah", "Abdelfatah"), ("عبد الماجد", "Abdelmagid", "Abdelmadjit"), ("عبد الرازق", "Abdelrazig", "Abderazack"),
    ("خليل", "Khalil", "Khalil"), ("خالد", "Khalid", "Khalid"), ("حامد", "Hamid", "Hamid"), ("حماد", "Hammad", "Hamad"),
    ("حمدان", "Hamdan", "Hamdane"), ("حمزة", "Hamza", "Hamza"), ("حافظ", "Hafiz", "Hafiz"), ("حبيب", "Habib", "Habib"),
    ("جمال", "Jamal", "Djamal"), ("جمعة", "Juma", "Djouma"), ("جابر", "Jabir", "Djabir"), ("جعفر", "Jafar", "Djafar"),
    ("جبريل", "Jibril", "Djibrine"), ("رمضان", "Ramadan", "Ramadane"), ("رابح", "Rabih", "Rabeh"), ("رشيد", "Rashid", "Rachid"),
    ("زين العابدين", "Zain Alabdin", "Zenalabidine"), ("سعيد", "Saeed", "Saïd"), ("سالم", "Salim", "Salim"), ("سراج", "Siraj", "Siradj"),
    ("سيف الدين", "Saifeldin", "Seïfeddine"), ("شريف", "Sharif", "Cherif"), ("شمس الدين", "Shamseldin", "Chamsadine"),
    ("شعيب", "Shuaib", "Chouaïb"), ("صلاح", "Salah", "Salah"), ("صديق", "Siddig", "Siddick"), ("صابر", "Sabir", "Sabir"),
    ("ضيف الله", "Dafalla", "Dafallah"), ("طه", "Taha", "Taha"), ("طاهر", "Tahir", "Tahir"), ("الطيب", "Eltayeb", "Taïb"),
    ("الطاهر", "Eltahir", "Al-Tahir"), ("عادل", "Adil", "Adil"), ("عباس", "Abbas", "Abbas"), ("عبيد", "Obeid", "Abeid"),
    ("عزالدين", "Izzeldin", "Azzadine"), ("علاء الدين", "Alaeldin", "Aladine"), ("عماد الدين", "Imadeldin", "Imadadine"),
    ("فضل", "Fadul", "Fadoul"), ("فضل الله", "Fadlalla", "Fadallah"), ("فيصل", "Faisal", "Fayçal"), ("فاروق", "Farouk", "Farouk"),
    ("قاسم", "Gasim", "Kassim"), ("قمر الدين", "Gamareldin", "Gamaradine"), ("كمال", "Kamal", "Kamal"), ("كامل", "Kamil", "Kamil"),
    ("كرم الدين", "Karameldin", "Karamadine"), ("محمود", "Mahmoud", "Mahmoud"), ("مصطفى", "Mustafa", "Moustapha"),
    ("مختار", "Mukhtar", "Moctar"), ("مبارك", "Mubarak", "Moubarak"), ("منصور", "Mansour", "Mansour"), ("معتصم", "Mutasim", "Moutassim"),
    ("مرسال", "Mursal", "Moursal"), ("مدني", "Madani", "Madani"), ("مهدي", "Mahdi", "Mahadi"), ("مأمون", "Mamoun", "Mamoun"),
    ("مجاهد", "Mujahid", "Moudjahid"), ("محي الدين", "Mohieldin", "Mahyadine"), ("نور الدين", "Nureldin", "Nouradine"),
    ("نور", "Nour", "Nour"), ("نصر", "Nasr", "Nassour"), ("ناصر", "Nasir", "Nasser"), ("النور", "Elnour", "Annour"),
    ("هاشم", "Hashim", "Hachim"), ("هشام", "Hisham", "Hicham"), ("همام", "Humam", "Houmam"), ("وليد", "Waleed", "Walid"),
    ("ياسر", "Yasir", "Yasser"), ("ياسين", "Yassin", "Yassine"), ("يونس", "Younis", "Younous"), ("أيوب", "Ayoub", "Ayoub"),
    ("أمين", "Amin", "Amine"), ("أسامة", "Osama", "Oussama"), ("أنور", "Anwar", "Anouar"), ("أشرف", "Ashraf", "Achraf"),
    ("إلياس", "Elias", "Elias"), ("بشير", "Bashir", "Béchir"), ("بخيت", "Bakheet", "Bakhit"), ("بابكر", "Babiker", "Babikir"),
    ("بدر الدين", "Badreldin", "Badradine"), ("برمة", "Burma", "Bourma"), ("بلال", "Bilal", "Bilal"), ("بركة", "Baraka", "Baraka"),
    ("تجاني", "Tijani", "Tidjani"), ("تاج الدين", "Tajeldin", "Tadjadine"), ("توم", "Tom", "Toum"), ("ترايو", "Terayo", "Terrayo"),
    ("دهب", "Dahab", "Dahab"), ("دفع الله", "Dafaalla", "Dafa-Allah"), ("رزق الله", "Rizgalla", "Rizgallah"), ("سبيل", "Sabeel", "Sabil"),
    ("شوقار", "Shogar", "Choukar"), ("كبر", "Kebir", "Kebir"), ("تيراب", "Tirab", "Tirab"), ("خميس", "Khamis", "Khamis"),
    ("مالك", "Malik", "Malick"), ("مسعود", "Masoud", "Massoud"), ("معاذ", "Muaz", "Mouaz"), ("غريب", "Gharib", "Garib"),
    ("لقمان", "Lugman", "Loukman"), ("ربيع", "Rabie", "Rabi"),
];

#[rustfmt::skip]
pub(crate) const WOMEN: [Given; 150] = [
    ("فاطمة", "Fatima", "Fatimé"), ("عائشة", "Aisha", "Aïcha"), ("خديجة", "Khadija", "Khadidja"), ("زينب", "Zeinab", "Zenaba"),
    ("مريم", "Mariam", "Mariam"), ("حواء", "Hawa", "Hawa"), ("حليمة", "Halima", "Halimé"), ("أشتة", "Ashta", "Achta"),
    ("كلثوم", "Kaltoum", "Kaltouma"), ("أم كلثوم", "Um Kulthum", "Oum-Kalthoum"), ("حسنية", "Hasaniya", "Hassanié"), ("خادم الله", "Khadmalla", "Khadamallah"),
    ("زهرة", "Zahra", "Zahra"), ("زهراء", "Alzahra", "Azzahra"), ("سعدية", "Saadia", "Saadié"), ("سعاد", "Suad", "Souad"),
    ("سعيدة", "Saeeda", "Saïda"), ("سارة", "Sara", "Sarah"), ("سلمى", "Salma", "Salma"), ("سمية", "Sumaya", "Soumaya"),
    ("سميرة", "Samira", "Samira"), ("سهام", "Siham", "Siham"), ("سناء", "Sanaa", "Sana"), ("ستنا", "Sitana", "Sitana"),
    ("ست النساء", "Sitelnisa", "Sittanissa"), ("صفية", "Safia", "Safia"), ("صفاء", "Safa", "Safa"), ("صباح", "Sabah", "Sabah"),
    ("عزة", "Azza", "Azza"), ("عزيزة", "Aziza", "Aziza"), ("عواطف", "Awatif", "Awatif"), ("علوية", "Alawia", "Alawié"),
    ("عفاف", "Afaf", "Afaf"), ("فائزة", "Faiza", "Faïza"), ("فتحية", "Fathia", "Fathié"), ("فردوس", "Firdous", "Firdaous"),
    ("فوزية", "Fawzia", "Fawzié"), ("قسمة", "Gisma", "Guisma"), ("قمر", "Gamar", "Gamar"), ("كريمة", "Karima", "Karima"),
    ("كوثر", "Kawthar", "Kaoussar"), ("كاكا", "Kaka", "Kaka"), ("ليلى", "Laila", "Leïla"), ("لبنى", "Lubna", "Loubna"),
    ("مكة", "Makka", "Makka"), ("مدينة", "Madina", "Madina"), ("محاسن", "Mahasin", "Mahassine"), ("منى", "Muna", "Mouna"),
    ("منال", "Manal", "Manal"), ("ماجدة", "Magda", "Madjida"), ("مستورة", "Mastoura", "Mastoura"), ("مريومة", "Maryouma", "Mariouma"),
    ("نعيمة", "Naima", "Naïma"), ("نادية", "Nadia", "Nadia"), ("نجاة", "Najat", "Nadjat"), ("نفيسة", "Nafisa", "Nafissa"),
    ("نورة", "Noura", "Noura"), ("نور", "Nour", "Nour"), ("نهلة", "Nahla", "Nahla"), ("نهى", "Nuha", "Nouha"),
    ("هاجر", "Hajir", "Hadjer"), ("هالة", "Hala", "Hala"), ("هدى", "Huda", "Houda"), ("هند", "Hind", "Hinda"),
    ("هنادي", "Hanadi", "Hanadi"), ("حنان", "Hanan", "Hanane"), ("حياة", "Hayat", "Hayat"), ("حفصة", "Hafsa", "Hafsa"),
    ("حبيبة", "Habiba", "Habiba"), ("حميدة", "Hamida", "Hamida"), ("حسناء", "Hasna", "Hasna"), ("حرم", "Haram", "Haram"),
    ("جميلة", "Jamila", "Djamila"), ("جواهر", "Jawahir", "Djawahir"), ("جمعية", "Jumaia", "Djoumaya"), ("جارية", "Jaria", "Djarié"),
    ("دار السلام", "Darelsalam", "Darassalam"), ("دولت", "Dawlat", "Daoulat"), ("رابعة", "Rabia", "Rabia"), ("راوية", "Rawia", "Rawia"),
    ("رجاء", "Raja", "Radja"), ("رحمة", "Rahma", "Rahma"), ("رشيدة", "Rashida", "Rachida"), ("رقية", "Rugaya", "Roukaya"),
    ("رفيدة", "Rufaida", "Roufaida"), ("ريا", "Raya", "Raya"), ("زمزم", "Zamzam", "Zamzam"), ("زكية", "Zakia", "Zakia"),
    ("شامة", "Shama", "Chama"), ("شادية", "Shadia", "Chadia"), ("شريفة", "Sharifa", "Cherifa"), ("شهلا", "Shahla", "Chahla"),
    ("طيبة", "Tayba", "Taïba"), ("ثريا", "Thuraya", "Souraya"), ("تهاني", "Tahani", "Tahani"), ("تماضر", "Tamadur", "Tamadour"),
    ("بخيتة", "Bakhita", "Bakhita"), ("بتول", "Batoul", "Batoul"), ("بثينة", "Buthaina", "Boussaïna"), ("بلقيس", "Bilgis", "Bilkissou"),
    ("أسماء", "Asma", "Asma"), ("أميرة", "Amira", "Amira"), ("أمينة", "Amina", "Amina"), ("آمنة", "Amna", "Amné"),
    ("آمال", "Amal", "Amal"), ("إحسان", "Ihsan", "Ihsane"), ("إخلاص", "Ikhlas", "Ikhlas"), ("إيمان", "Iman", "Imane"),
    ("إنعام", "Inaam", "Inam"), ("إقبال", "Igbal", "Ikbal"), ("ابتسام", "Ibtisam", "Ibtissam"), ("انتصار", "Intisar", "Intissar"),
    ("أم سلمة", "Um Salama", "Oum-Salama"), ("أم جمعة", "Um Juma", "Oum-Djouma"), ("أم هاني", "Um Hani", "Oum-Hani"),
    ("أم الحسن", "Umelhassan", "Oumalhassan"), ("أم بشائر", "Um Bashair", "Oum-Bachaïr"), ("أم عيسى", "Um Eisa", "Oum-Issa"),
    ("أم مسار", "Um Masar", "Oum-Massar"), ("وداد", "Widad", "Widad"), ("وصال", "Wisal", "Wissal"), ("وفاء", "Wafa", "Wafa"),
    ("ياسمين", "Yasmin", "Yasmine"), ("يسرا", "Yusra", "Yousra"), ("خيرية", "Khairia", "Khaïrié"), ("خنساء", "Khansa", "Khansa"),
    ("خالدة", "Khalda", "Khalida"), ("غالية", "Ghalia", "Galia"), ("غادة", "Ghada", "Gada"), ("عالية", "Alia", "Alia"),
    ("عرفة", "Arafa", "Arafa"), ("عشة", "Asha", "Aché"), ("لطيفة", "Latifa", "Latifa"), ("لمياء", "Lamia", "Lamia"),
    ("لولا", "Lola", "Lola"), ("مزاهر", "Mazahir", "Mazahir"), ("ميمونة", "Maymouna", "Maïmouna"), ("مواهب", "Mawahib", "Mawahib"),
    ("منيرة", "Munira", "Mounira"), ("ملكة", "Malaka", "Malika"), ("نعمات", "Nimat", "Nimat"), ("نسيبة", "Nusaiba", "Noussaïba"),
    ("سكينة", "Sakina", "Sakina"), ("سليمة", "Salima", "Salima"),
    ("سامية", "Samia", "Samia"), ("سوسن", "Sawsan", "Sawsane"), ("شيماء", "Shaima", "Chaïma"), ("عبير", "Abeer", "Abir"),
    ("رانيا", "Rania", "Rania"), ("حسينة", "Hasina", "Hassina"),
];

/// Family names of southern Chad.
#[rustfmt::skip]
pub(crate) const SOUTHERN_FAMILIES: [&str; 42] = [
    "Ngarbaye", "Ngarndoh", "Ngaradoum", "Ngaralbaye", "Ngarmadji", "Ngarsou", "Ngaryam", "Ngaïlar", "Allaramadji", "Allarassem",
    "Allahdjim", "Allahissem", "Allayom", "Mbaïlao", "Mbaïnadji", "Mbaïdoum", "Mbaïogoto", "Mbaïrassem", "Mbaïtolum", "Djimadoum",
    "Djimtoloum", "Djimrassem", "Djimasngar", "Nodjimadji", "Nodjiadjim", "Nodjitoloum", "Nodjigoto", "Madjiadoum", "Madjitoloum", "Madjirangar",
    "Madjilem", "Kouladoum", "Koularadji", "Laoutaye", "Laohoté", "Beramadji", "Beassem", "Dionadji", "Ndoubalar", "Ndolembaye",
    "Togbaye", "Yamtébaye",
];

/// Given names of southern Chad.
#[rustfmt::skip]
pub(crate) const SOUTHERN_MEN: [&str; 30] = [
    "Jean", "Pierre", "Paul", "Jacques", "André", "Joseph", "Emmanuel", "Daniel", "Samuel", "David", "François", "Michel", "Étienne",
    "Mathieu", "Luc", "Marc", "Thomas", "Philippe", "Gabriel", "Abel", "Josué", "Élie", "Élisée", "Moïse", "Ézéchiel", "Célestin",
    "Dieudonné", "Bienvenu", "Noël", "Prosper",
];

/// Given names of southern Chad.
#[rustfmt::skip]
pub(crate) const SOUTHERN_WOMEN: [&str; 30] = [
    "Marie", "Jeanne", "Madeleine", "Rachel", "Ruth", "Esther", "Élisabeth", "Martine", "Monique", "Pauline", "Rose", "Solange",
    "Suzanne", "Thérèse", "Véronique", "Brigitte", "Catherine", "Christine", "Clarisse", "Denémadji", "Dénise", "Nadjilem", "Remadji",
    "Solkem", "Florence", "Grâce", "Hélène", "Lydie", "Noémie", "Victorine",
];

/// Given names of the western Sahel.
#[rustfmt::skip]
pub(crate) const SAHEL_MEN: [&str; 40] = [
    "Amadou", "Mamadou", "Issoufou", "Boubacar", "Abdou", "Oumarou", "Harouna", "Ibrahima", "Souleymane", "Moussa", "Seydou", "Hamidou",
    "Idrissa", "Yacouba", "Garba", "Sani", "Maman", "Laouali", "Ousseini", "Hassane", "Mahamadou", "Saidou", "Alhaji", "Bello", "Umar",
    "Usman", "Aliyu", "Kabiru", "Bukar", "Modu", "Goni", "Kaka", "Mala", "Bakary", "Hamadou", "Aminou", "Daouda", "Saliou", "Ali", "Zakari",
];

/// Given names of the western Sahel.
#[rustfmt::skip]
pub(crate) const SAHEL_WOMEN: [&str; 30] = [
    "Aïssata", "Aminatou", "Fatoumata", "Mariama", "Hadiza", "Zeinabou", "Rakia", "Rahila", "Salamatou", "Ramatou", "Habsatou", "Balkissa",
    "Hauwa", "Maimuna", "Zainab", "Yagana", "Falmata", "Kellou", "Hadja", "Asta", "Adama", "Djamila", "Nafissatou", "Saadatou", "Safiatou",
    "Oumou", "Binta", "Halimatou", "Ramata", "Zara",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::mrz::component;
    use kernel::Text;

    #[test]
    fn every_name_is_safe_text_and_has_letters_for_a_document() {
        let arabic = MEN.iter().chain(&WOMEN).flat_map(|(ar, sudan, chad)| {
            assert!(ar.chars().all(|c| matches!(c, '\u{620}'..='\u{64a}' | ' ')), "{ar}");
            [*sudan, *chad]
        });
        let others =
            SOUTHERN_FAMILIES.iter().chain(&SOUTHERN_MEN).chain(&SOUTHERN_WOMEN).chain(&SAHEL_MEN).chain(&SAHEL_WOMEN);
        for latin in arabic.chain(others.copied()) {
            assert!(Text::<40>::parse(latin).is_ok() && component(latin).len() >= 2, "{latin}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        for list in [&MEN, &WOMEN] {
            let mut arabic: Vec<&str> = list.iter().map(|name| name.0).collect();
            arabic.sort_unstable();
            let doubled: Vec<_> = arabic.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(doubled.is_empty(), "{doubled:?}");
        }
    }
}
